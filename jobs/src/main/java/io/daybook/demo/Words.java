package io.daybook.demo;

/** Names and texts, among them those that careless programs break. */
final class Words {
  /** What breaks quoting, escaping, line handling and encodings. */
  private static final String[] AWKWARD = {
    "Says \"call first\", then 'ring twice'; see C:\\new\\table",
    "First line\nsecond line, with a comma\r\nthird line\tafter a tab",
    "\\N",
    "\\.",
    "Émile ✓ 株式会社 ümlaut שלום 🔋🔋",
    "e\u0301 is not \u00e9; Straße; İstanbul",
    "{\"not\": \"json\"}, {not,an,array}",
    "  leading and trailing spaces  ",
    "",
  };

  private static final String[] PLAIN = {
    "Left with the neighbour", "Roof access from the lane", "Asked for a call after 4 pm",
    "Second battery next year", "Old meter box", "Paid by the builder"
  };

  private Words() {}

  static String person(Dice dice) {
    return dice.pick(
            "Aroha",
            "Ben",
            "Chloé",
            "Đặng",
            "Eun-ji",
            "Fiona",
            "Grzegorz",
            "Hana",
            "Ishaan",
            "José",
            "Kirra",
            "Liam",
            "Máire",
            "Noor",
            "Oisín",
            "Priya",
            "Søren",
            "Wei")
        + " "
        + dice.pick(
            "Nguyễn",
            "O'Brien",
            "Patel",
            "Smith",
            "Kowalski",
            "García",
            "Müller",
            "Singh",
            "Chen",
            "Taylor",
            "Tūhoe",
            "Sørensen",
            "d'Souza",
            "Iyer",
            "Brown");
  }

  static String company(Dice dice) {
    return dice.pick(
            "Bright",
            "Coastal",
            "Harbour",
            "Ångström",
            "Red Earth",
            "Sunrise",
            "Summit",
            "Tidal",
            "Wattle",
            "Łódź",
            "東京",
            "Jarrah",
            "Alpine",
            "Ocean, Sky",
            "\"Quoted\"")
        + " "
        + dice.pick(
            "Solar",
            "Energy",
            "Homes",
            "Electrical",
            "Farms",
            "Builders & Sons",
            "Council",
            "Schools",
            "Cold Storage",
            "Power\\Grid");
  }

  static String product(Dice dice) {
    return dice.pick("Battery", "Inverter", "Panel", "Gateway", "Mounting kit", "Cable", "Service")
        + " "
        + dice.pick("5 kWh", "10 kWh", "13.5 kWh", "3-phase", "hybrid", "½ size", "µGrid", "Pro");
  }

  static String matter(Dice dice) {
    return dice.pick(
        "Inverter offline",
        "Quote for a second battery",
        "Noise at night",
        "Rooftop 10 kW",
        "App shows 0 %",
        "Off-grid shed",
        "Cell imbalance",
        "Meter swap",
        "Rebate papers");
  }

  /** A note, often none, seldom an awkward one. */
  static String note(Dice dice) {
    int roll = dice.below(100);
    return roll < 70 ? null : roll < 95 ? dice.pick(PLAIN) : dice.pick(AWKWARD);
  }

  static String address(Dice dice) {
    return "{\"street\": \""
        + dice.between(1, 400)
        + " "
        + dice.pick("King", "Rose", "Mill")
        + " St"
        + dice.pick("", "\\nUnit 2", ", \\\"Rear\\\"")
        + "\", \"postcode\": \""
        + dice.between(1000, 9999)
        + "\", \"country\": \""
        + dice.pick("AU", "US", "CA", "IN")
        + "\"}";
  }

  static String metadata(Dice dice) {
    return dice.pick(
        null,
        "{}",
        "null",
        "{\"source\": \"web\", \"score\": 12.50, \"big\": 12345678901234567890.123}",
        "{\"nested\": {\"list\": [1, null, \"zwei, drei\"], \"flag\": true}}");
  }

  static String jsonTags(Dice dice) {
    return dice.pick(null, "[]", "[\"vip\"]", "[\"vip\", \"solar, battery\", \"a\\\"b\"]");
  }

  static String arrayTags(Dice dice) {
    return dice.pick(
        null,
        null,
        "{}",
        "{urgent}",
        "{urgent,\"roof, steep\"}",
        "{\"say \\\"hi\\\"\",NULL,\"NULL\"}");
  }

  static String phone(Dice dice) {
    return "+61 2 5550 " + dice.between(1000, 9999);
  }
}
