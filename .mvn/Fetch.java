import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;

/** Fetches one file and refuses it unless its SHA-512 is the expected one. A fresh machine has a JDK, but perhaps no curl. */
public final class Fetch {
  public static void main(String[] args) throws Exception {
    URI uri = URI.create(args[0]);
    Path file = Path.of(args[2]);
    HttpClient client = HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NORMAL).build();
    HttpResponse<Path> response =
        client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofFile(file));
    if (response.statusCode() != 200) {
      System.err.println("Cannot fetch " + uri + ": HTTP status " + response.statusCode());
      System.exit(3);
    }
    byte[] sum = MessageDigest.getInstance("SHA-512").digest(Files.readAllBytes(file));
    String found = HexFormat.of().formatHex(sum);
    if (!found.equals(args[1])) {
      System.err.println("Cannot use " + uri + ": SHA-512 is " + found + ", expected " + args[1]);
      System.exit(3);
    }
  }
}
