{#- What a fact is made of, as PostgreSQL itself writes it down: one hash over its SELECT and every view
    below it, so that a changed rule of staging counts and a changed comment does not. -#}
{% macro definition_sql() -%}
with recursive below (oid) as (
    select 'pg_temp.definition_view'::regclass::oid

    union

    select dep.refobjid
    from below
    join pg_rewrite as rule on rule.ev_class = below.oid
    join pg_depend as dep on dep.classid = 'pg_rewrite'::regclass and dep.objid = rule.oid
    where dep.refclassid = 'pg_class'::regclass
)
select md5(string_agg(pg_get_viewdef(oid), ';' order by pg_get_viewdef(oid)))
from below
join pg_class using (oid)
where relkind = 'v'
{%- endmacro %}
