-- Deterministic randomness for the sample sources. All of it lives in pg_temp: nothing is left behind.
-- The same seed, scale and anchor give the same rows, on any machine and any PostgreSQL from 15 on.

-- The moment the sample history ends (exclusive): 00:00 UTC of the anchor day. Nothing is dated later.
create function pg_temp.sample_end() returns timestamptz language sql stable as
$$ select (current_setting('sample.anchor') || ' 00:00:00+00')::timestamptz $$;

-- The last complete day of the sample history.
create function pg_temp.last_day() returns date language sql stable as
$$ select current_setting('sample.anchor')::date - 1 $$;

-- How many of something at the chosen scale; 1 at least.
create function pg_temp.scaled(amount numeric) returns bigint language sql stable as
$$ select greatest(1, round(amount * current_setting('sample.scale')::numeric))::bigint $$;

-- Uniform in [0, 1) for the n-th draw of a named stream.
create function pg_temp.u(stream text, n bigint) returns double precision language sql stable as
$$ select (hashint8extended(n, hashtextextended(stream, current_setting('sample.seed')::bigint))
           & 9007199254740991)::double precision / 9007199254740992 $$;

-- Standard normal (Box-Muller) for the n-th draw of a named stream.
create function pg_temp.z(stream text, n bigint) returns double precision language sql stable as
$$ select sqrt(-2 * ln(1 - pg_temp.u(stream || '/r', n))) * cos(2 * pi() * pg_temp.u(stream || '/a', n)) $$;

-- Uniform integer between two bounds, both included.
create function pg_temp.int_between(lowest bigint, highest bigint, stream text, n bigint)
returns bigint language sql stable as
$$ select lowest + floor(pg_temp.u(stream, n) * (highest - lowest + 1))::bigint $$;

-- One of a list; every element is equally likely.
create function pg_temp.pick(choices text[], stream text, n bigint) returns text language sql stable as
$$ select choices[1 + floor(pg_temp.u(stream, n) * cardinality(choices))::int] $$;

-- A stable uuid for the n-th thing of a kind.
create function pg_temp.uid(kind text, n bigint) returns uuid language sql stable as
$$ select md5(current_setting('sample.seed') || '/' || kind || '/' || n)::uuid $$;
