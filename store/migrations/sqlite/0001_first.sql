-- The first schema. Moments are integers: milliseconds since 1970-01-01 UTC;
-- null is unknown. Numbers are given by the program, never reused. The plain
-- views at the end are for people; the program never reads them.

-- +goose Up
pragma application_id = 1786083695; -- "juyo" in ASCII

-- What the database is: zone, taxonomy, last extractor.
create table meta (
    name  text primary key,
    value text not null
) strict, without rowid;

-- What changes: data_version grows with every change to what is kept; the rest
-- says which data_version derived data was made from.
create table counters (
    name text primary key,
    n    integer not null
) strict, without rowid;

-- Words of numbered columns (roles, remote, …), written by the program at each
-- opening; for the views only.
create table words (
    kind text not null,
    n    integer not null,
    word text not null,
    primary key (kind, n)
) strict, without rowid;

-- 0, 1, 2, …: for unpacking skill sets in plain SQL.
create table slots (
    n integer primary key
) strict;

create table sources (
    number         integer primary key, -- from 0, dense
    name           text not null unique,
    kind           text not null default '',
    url            text not null default '',
    private        integer not null default 0,
    panel          text not null default 'live' check (panel in ('live', 'archive')),
    first_complete integer, -- first complete run: what it and earlier runs saw is the starting stock
    frozen         text,    -- why nothing is closed at present; null: not frozen
    agreeing       integer not null default 0 -- complete runs that agreed with the look that froze it
) strict;

create table skills (
    number   integer primary key, -- from 0, dense, at most 16383
    id       text not null unique,
    name     text not null,
    name_ja  text not null,
    kind     text not null,
    named    integer not null,
    article1 text not null, -- category keys, separated by spaces
    article2 text not null,
    retired  integer not null default 0 -- no longer in the taxonomy
) strict;

create table employers (
    number           integer primary key, -- from 1
    key              text not null unique,
    name             text not null,
    corporate_number text -- 法人番号, where known
) strict;

-- The user's alias file: key is another way to write an employer.
create table employer_aliases (
    key      text primary key,
    employer integer not null references employers (number)
) strict, without rowid;

create table currencies (
    number integer primary key, -- from 1, at most 255; 0 is none
    code   text not null unique
) strict;

create table place_sets (
    number integer primary key, -- from 1, at most 65535; 0 is unknown
    places text not null unique, -- JP-13 JP-27 US, ordered
    region integer not null -- bit 0 Japan, bit 1 elsewhere
) strict;

create table signal_versions (
    number integer primary key,
    name   text not null unique
) strict;

create table listings (
    number     integer primary key,
    source     integer not null references sources (number),
    id         text not null, -- the provider's id, else the canonical URL
    url        text not null,
    url_hash   integer not null, -- 64 bits of the canonical URL; equal hashes are compared by URL
    posted_at  integer, -- the earliest date the source stated
    first_seen integer not null,
    last_seen  integer not null,
    closed_at  integer, -- never before last_seen
    first_run  integer, -- run that found it; null: imported
    seen_run   integer, -- run that saw it last
    missed_at  integer, -- first complete look since last_seen that missed it
    revision   integer not null, -- the current one
    since      integer not null, -- since when it is current
    hash       integer not null  -- of its content
) strict;
create unique index listings_identity on listings (source, id);
create index listings_url on listings (url_hash);

-- The text with its structured fields, as zstd-compressed JSON. Precious.
create table documents (
    number integer primary key,
    body   blob not null
) strict;

-- One distinct content of a listing with what was read from it (signals).
create table revisions (
    number        integer primary key,
    listing       integer not null references listings (number),
    since         integer not null, -- first observed
    seen          integer, -- last observed; null: current, see listings.last_seen
    ended         integer, -- the listing was closed then and came back as the next revision
    hash          integer not null,
    document      integer, -- null: purged by retention; no foreign key, which would search all revisions for each text purged
    frozen        integer not null default 0, -- signals cannot be made again
    version       integer not null references signal_versions (number),
    title         text not null,
    employer      integer references employers (number), -- null: unknown
    population    integer not null,
    place_set     integer not null default 0,
    roles         integer not null default 0, -- bits, see words
    employment    integer not null default 0, -- bits
    remote        integer not null default 0,
    seniority     integer not null default 0,
    employer_type integer not null default 0,
    entry         integer not null default 0,
    years         integer, -- required years of experience
    language      text not null default '',
    pay_min       integer, -- as published, in plain units; null: open or not stated
    pay_max       integer,
    currency      integer not null default 0, -- 0: no pay stated
    period        integer not null default 0,
    annual_min    integer,
    annual_max    integer,
    pay_method    text,
    pay_source    text,
    skills        blob not null, -- two bytes each, low byte first: number << 2 | level; ordered
    fingerprint   blob
) strict;
create index revisions_listing on revisions (listing, since);

create table runs (
    number   integer primary key,
    source   integer not null references sources (number),
    started  integer not null,
    finished integer,
    status   text not null,
    reasons  text not null default '[]', -- JSON
    counts   text not null default '{}'  -- JSON
) strict;
create unique index runs_running on runs (source) where finished is null;
create index runs_source on runs (source, number);

-- Looks at a source in a month (months since year 0, in the recorded zone).
create table coverage (
    source    integer not null references sources (number),
    month     integer not null,
    scheduled integer not null,
    complete  integer not null,
    primary key (source, month)
) strict, without rowid;

create table frontier (
    number      integer primary key,
    run         integer not null references runs (number) on delete cascade,
    url         text not null,
    kind        text not null,
    rank        integer not null, -- 0 pages that lead to others, 1 the rest
    state       integer not null default 0, -- 0 waiting, 1 claimed, 2 done, 3 error, 4 gone, 5 done with newest listings only
    attempts    integer not null default 0,
    not_before  integer not null default 0,
    lease_until integer not null default 0,
    listing_id  text not null default '',
    note        text not null default ''
) strict;
create unique index frontier_url on frontier (run, url);
create index frontier_open on frontier (run, rank, number) where state < 2;

create table validators (
    url           text primary key,
    etag          text not null,
    last_modified text not null,
    at            integer not null
) strict, without rowid;

-- Which listings were read from a page, so that "not modified" can mark them seen.
create table page_listings (
    source integer not null references sources (number),
    url    text not null,
    id     text not null,
    primary key (source, url, id)
) strict, without rowid;

create table hosts (
    host              text primary key,
    next_at           integer,
    failures          integer not null default 0,
    open_until        integer,
    crawl_delay       integer not null default 0, -- milliseconds
    robots            blob,
    robots_status     integer not null default 0,
    robots_fetched_at integer
) strict, without rowid;

create table leases (
    name   text primary key,
    holder text not null,
    until  integer not null
) strict, without rowid;

create table tasks (
    name    text primary key,
    done_at integer not null
) strict, without rowid;

-- Derived, disposable: duplicate groups and column segments.
create table duplicate_groups (
    listing integer primary key,
    grp     integer not null
) strict;

create table segments (
    generation integer not null,
    number     integer not null,
    row_count  integer not null,
    body       blob not null,
    primary key (generation, number)
) strict;

insert into slots (n)
with recursive up (n) as (select 0 union all select n + 1 from up where n < 2047)
select n from up;

insert into counters (name, n) values
    ('data_version', 0), ('through', 0),
    ('groups_at', 0), ('groups_serial', 0),
    ('segments_at', 0), ('segments_groups', 0), ('segments_format', 0), ('segments_generation', 0),
    ('stale_signals', 0);

-- One row a listing, as its text stands now.
create view v_listings as
select
    l.number                                                          as number,
    s.name                                                            as source,
    l.id                                                              as id,
    r.title                                                           as title,
    coalesce(c.name, e.name)                                          as employer,
    l.url                                                             as url,
    strftime('%Y-%m-%dT%H:%M:%SZ', l.posted_at / 1000, 'unixepoch')   as posted,
    strftime('%Y-%m-%dT%H:%M:%SZ', l.first_seen / 1000, 'unixepoch')  as first_seen,
    strftime('%Y-%m-%dT%H:%M:%SZ', l.last_seen / 1000, 'unixepoch')   as last_seen,
    strftime('%Y-%m-%dT%H:%M:%SZ', l.closed_at / 1000, 'unixepoch')   as closed,
    case coalesce(p.region, 0) when 0 then 'unknown' when 1 then 'jp' when 2 then 'global' else 'jp global' end as region,
    coalesce(p.places, '')                                            as places,
    (select word from words where kind = 'population' and n = r.population) as population,
    coalesce((select group_concat(word, ' ') from words where kind = 'role' and (r.roles >> n) & 1), 'other') as roles,
    (select group_concat(word, ' ') from words where kind = 'employment' and (r.employment >> n) & 1) as employment,
    (select word from words where kind = 'remote' and n = r.remote)   as remote,
    nullif((select word from words where kind = 'seniority' and n = r.seniority), '') as seniority,
    (select word from words where kind = 'employer_type' and n = r.employer_type) as employer_type,
    r.entry                                                           as entry_level,
    r.years                                                           as min_years,
    r.language                                                        as language,
    r.pay_min                                                         as pay_min,
    r.pay_max                                                         as pay_max,
    y.code                                                            as currency,
    case when r.currency > 0 then (select word from words where kind = 'period' and n = r.period) end as unit,
    r.annual_min                                                      as annual_min,
    r.annual_max                                                      as annual_max,
    length(r.skills) / 2                                              as skills,
    g.grp                                                             as duplicate_group,
    (select count(*) from revisions where listing = l.number)         as revisions,
    v.name                                                            as signals_version,
    s.panel                                                           as panel,
    s.private                                                         as private
from listings l
join sources s on s.number = l.source
join revisions r on r.number = l.revision
join signal_versions v on v.number = r.version
left join employers e on e.number = r.employer
left join employer_aliases a on a.key = e.key
left join employers c on c.number = a.employer
left join place_sets p on p.number = r.place_set
left join currencies y on y.number = r.currency
left join duplicate_groups g on g.listing = l.number;

-- One row for each skill of each listing. Two bytes are four hexadecimal digits,
-- low byte first; instr gives a digit's value, 0 for the digit 0.
create view v_listing_skills as
select
    x.listing                                              as listing,
    s.name                                                 as source,
    x.id                                                   as id,
    x.title                                                as title,
    k.id                                                   as skill,
    k.name                                                 as name,
    k.kind                                                 as kind,
    (select word from words where kind = 'level' and n = x.packed & 3) as level
from (
    select
        h.listing, h.source, h.id, h.title,
        4096 * instr('123456789ABCDEF', substr(h.digits, 3, 1)) + 256 * instr('123456789ABCDEF', substr(h.digits, 4, 1))
            + 16 * instr('123456789ABCDEF', substr(h.digits, 1, 1)) + instr('123456789ABCDEF', substr(h.digits, 2, 1)) as packed
    from (
        select l.number as listing, l.source as source, l.id as id, r.title as title,
            hex(substr(r.skills, 2 * t.n + 1, 2)) as digits
        from listings l
        join revisions r on r.number = l.revision
        join slots t on t.n < length(r.skills) / 2
    ) h
) x
join sources s on s.number = x.source
join skills k on k.number = x.packed >> 2;
