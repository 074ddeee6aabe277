-- Audits: what a person said about what was read. Precious: they name the listing
-- and the content they were given for by themselves, so that they can be shared
-- with another database and outlive a listing here.

-- +goose Up
create table audits (
    id          integer primary key,
    skill       text not null,    -- id of the taxonomy
    source      text not null,
    listing     text not null,    -- the provider's id, else the canonical URL
    hash        integer not null, -- of the listing's content, as in revisions
    start       integer not null, -- byte offsets of the words into the text as it was read
    "end"       integer not null,
    surface     text not null,    -- the words
    level       integer not null, -- as read, see words
    version     text not null,    -- extractor and taxonomy that read it
    kind        text not null,    -- what kind of form the words are: safe, exact or context
    language    text not null,    -- of the text
    draw        text not null check (draw in ('all', 'ambiguous')), -- what it was drawn from
    verdict     text not null check (verdict in ('yes', 'no', 'unsure')),
    level_right integer check (level_right in (0, 1)), -- null: not judged
    note        text not null default '',
    at          integer not null
) strict;
create unique index audits_words on audits (source, listing, hash, skill, start, "end");
