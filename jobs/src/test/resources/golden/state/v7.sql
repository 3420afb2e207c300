insert into daybook.lease (source, holder, token, acquired_at, expires_at)
values ('renoz', 'machine:1', 2, '2026-03-30T02:00:00Z', '2026-03-30T02:01:00Z');
insert into daybook.run (run_id, source, engine, status, attempt, token, base_release, release, failure_code, failure_message, started_at, finished_at)
values
    ('20260329T020000Z-aaaaaa', 'renoz', 'spark', 'PUBLISHED', 1, 1, null, 1, null, null, '2026-03-29T02:00:00Z', '2026-03-29T02:10:00Z'),
    ('20260330T020000Z-bbbbbb', 'renoz', 'duckdb', 'FAILED', 2, 2, 1, null, 'RES-DISK', 'RES-DISK Cannot write', '2026-03-30T02:00:00Z', '2026-03-30T02:10:00Z');
insert into daybook.step (run_id, name, attempt, status, output, note, started_at, finished_at)
values
    ('20260330T020000Z-bbbbbb', 'extract', 1, 'FINISHED', '{"snapshot": {"id": "00000003-0000001B-1", "takenAt": "2026-03-29T02:00:00.123456Z", "horizon": 4294967299, "insertLsn": "0/1A2B3C8", "systemId": "7301234567890123456", "timeline": 1, "databaseOid": 16384, "serverVersion": 180000, "tables": [{"table": "orders", "leafOids": [16390], "rows": 3, "quarantined": 1, "fingerprint": -4611686018427387905}]}, "datasets": [{"table": "orders", "layer": "RAW", "description": "d", "grain": ["tenant"], "schema": {"columns": [{"name": "tenant", "type": "text", "nullable": false, "description": ""}]}, "definition": "h", "builtIn": 1, "files": [{"path": "data/r/raw/orders/part-00000.parquet", "rows": 3, "bytes": 1795, "sha256": "80be"}]}], "checks": [{"check": "raw.orders.at.unparsed", "blocking": false, "findings": 2}], "summary": "3 rows of 1 tables"}', '3 rows of 1 tables', '2026-03-30T02:00:00Z', '2026-03-30T02:05:00Z'),
    ('20260330T020000Z-bbbbbb', 'facts', 2, 'FAILED', null, 'RES-DISK', '2026-03-30T02:05:00Z', '2026-03-30T02:10:00Z');
insert into daybook.release (source, release, run_id, rollback_of, as_of, published_at)
values ('renoz', 1, '20260329T020000Z-aaaaaa', null, '2026-03-29T02:00:00.123456Z', '2026-03-29T02:10:00Z');
insert into daybook.schedule (name, origin, source, what, rule, zone, catch_up, deadline_seconds, parameters, since)
values ('nightly', 'schedules', 'renoz', 'NIGHT', 'daily 02:00', null, 'LATEST', 7200, '{}', '2026-03-01T00:00:00Z');
insert into daybook.occurrence (schedule, due_at, due_local, zone, status, not_before, run_id)
values ('nightly', '2026-03-29T15:00:00Z', '2026-03-30T02:00:00', 'Australia/Sydney', 'DONE', '2026-03-29T15:00:00Z', '20260329T020000Z-aaaaaa');
insert into daybook.delivery (key, source, tenant, report, occurrence, channel, recipient, resend, release, subject, status, not_before, recorded_at, filing)
values ('k1', 'renoz', 'acme', 'weekly', '2026-03-29', 'EMAIL', 'a@b.example', 0, 1, 'Weekly', 'SENT', '2026-03-29T15:00:00Z', '2026-03-29T15:00:00Z', 'acme/weekly/2026-03-29');
insert into daybook.delivery_part (delivery_id, position, role, name, media_type, sha256, bytes)
select delivery_id, 0, 'TEXT', 'mail.txt', 'text/plain', 'abcd', 12 from daybook.delivery;
insert into daybook.alert (code, subject, message, count, first_at, last_at)
values ('RES-DISK', 'Cannot write', 'RES-DISK Cannot write', 1, '2026-03-30T02:10:00Z', '2026-03-30T02:10:00Z');
insert into daybook.report_issue (source, tenant, report, occurrence, release, late_for, pinned_at)
values ('renoz', 'acme', 'weekly', '2026-03-29', 1, null, '2026-03-29T15:00:00Z');
