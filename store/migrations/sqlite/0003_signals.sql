-- What else a listing says: fields of business, where its employer stands, the
-- languages it asks its reader for, the bonus and the fixed overtime in its pay.
-- Null or empty is not stated, and so are all listings until they are read again.

-- +goose Up
alter table revisions add column industries integer not null default 0; -- bits, see words
alter table revisions add column stage integer not null default 0;
alter table revisions add column languages_asked text not null default ''; -- ja:required:business en:preferred, in the order of the text
alter table revisions add column bonus_months real;
alter table revisions add column with_bonus_min integer; -- a year, with that bonus
alter table revisions add column with_bonus_max integer;
alter table revisions add column overtime_hours real; -- a month, of fixed overtime in the pay
alter table revisions add column overtime_pay integer; -- a month, for it

drop view v_listings;

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
    (select group_concat(word, ' ') from words where kind = 'industry' and (r.industries >> n) & 1) as industries,
    nullif((select word from words where kind = 'stage' and n = r.stage), '') as stage,
    nullif(r.languages_asked, '')                                     as languages_asked,
    r.entry                                                           as entry_level,
    r.years                                                           as min_years,
    r.language                                                        as language,
    r.pay_min                                                         as pay_min,
    r.pay_max                                                         as pay_max,
    y.code                                                            as currency,
    case when r.currency > 0 then (select word from words where kind = 'period' and n = r.period) end as unit,
    r.annual_min                                                      as annual_min,
    r.annual_max                                                      as annual_max,
    r.bonus_months                                                    as bonus_months,
    r.with_bonus_min                                                  as annual_with_bonus_min,
    r.with_bonus_max                                                  as annual_with_bonus_max,
    r.overtime_hours                                                  as overtime_hours,
    r.overtime_pay                                                    as overtime_pay,
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
