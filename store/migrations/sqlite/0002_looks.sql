-- Looks: what a run learns is kept until the run ends, and politeness holds
-- between processes. Two more states of a page in the frontier: 6 disallowed
-- (robots.txt or a reservation keeps it from us, as ever), 7 lost (it carried a
-- listing earlier and carries none now). A run with a status other than running
-- that is not finished was cut by its page budget and is resumed.

-- +goose Up

-- Listings whose own page is gone, or that their source says are: closed, or not,
-- when the run ends.
create table gone (
    run     integer not null references runs (number) on delete cascade,
    listing integer not null references listings (number),
    at      integer not null,
    primary key (run, listing)
) strict, without rowid;

-- From then on "not modified" says nothing: the page states an end.
alter table validators add column until integer;

-- Private because an import said so, whatever the configuration says.
alter table sources add column import_private integer not null default 0;
update sources set import_private = private where kind = 'import';

-- One request at a time to a host, whoever makes it.
alter table hosts add column hold integer not null default 0; -- counts who held the slot
alter table hosts add column held_until integer not null default 0; -- 0: free
alter table hosts drop column robots;
alter table hosts drop column robots_status;
alter table hosts drop column robots_fetched_at;

-- robots.txt of scheme://host, as fetched.
create table robots (
    authority  text primary key,
    body       blob,
    status     integer not null,
    fetched_at integer not null,
    until      integer not null
) strict;
