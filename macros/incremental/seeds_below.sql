{#- What the seeds say that pg_temp.definition_view is made of, as one hash: a changed mapping changes a fact
    as a changed rule does, and no row tells. -#}
{% macro seeds_below() -%}
    {%- set seeds = run_query(
        "with recursive below (oid) as (select 'pg_temp.definition_view'::regclass::oid union"
        ~ ' select dep.refobjid from below join pg_rewrite as rule on rule.ev_class = below.oid'
        ~ " join pg_depend as dep on dep.classid = 'pg_rewrite'::regclass and dep.objid = rule.oid"
        ~ " where dep.refclassid = 'pg_class'::regclass)"
        ~ " select oid::regclass::text from below join pg_class using (oid) where relkind = 'r'"
        ~ " and relnamespace = to_regnamespace('" ~ generate_schema_name('seeds', none) ~ "') order by 1"
    ).columns[0].values() -%}
    {%- set hashes = [] -%}
    {%- for seed in seeds -%}
        {%- do hashes.append(run_query(
            'select md5(string_agg(seed::text, chr(10) order by seed::text)) from ' ~ seed ~ ' as seed'
        ).columns[0].values()[0] or '') -%}
    {%- endfor -%}
    {{ return(hashes | join(' ')) }}
{%- endmacro %}
