-- Chance for the scripts of a demo source: all of it follows from the seed and a text, so that the same seed
-- makes the same rows. :seed is put in before a script runs.
create schema demo;

create function demo.roll(key text, bound integer) returns integer
language sql immutable
return cast((hashtextextended(key, :seed) & 9223372036854775807) % bound as integer);

create function demo.pick(key text, variadic options text[]) returns text
language sql immutable
return options[1 + demo.roll(key, cardinality(options))];

create function demo.id(key text) returns uuid
language sql immutable
return cast(md5(key || ':seed') as uuid);
