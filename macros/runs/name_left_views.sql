{#- Names people's own views that read what was retired: no run refreshes that, and what a view reads is
    looked up by what it is, not by its name. -#}
{% macro name_left_views() -%}
    {%- set ours = "('" ~ project_schemas() | join("', '") ~ "')" -%}
    {%- for view, retired in run_query(
        "select distinct format('%I.%I', views_in.nspname, views.relname), format('%I.%I', olds_in.nspname, olds.relname)"
        ~ " from pg_depend as link join pg_rewrite as rule on rule.oid = link.objid"
        ~ " join pg_class as views on views.oid = rule.ev_class"
        ~ " join pg_namespace as views_in on views_in.oid = views.relnamespace"
        ~ " join pg_class as olds on olds.oid = link.refobjid"
        ~ " join pg_namespace as olds_in on olds_in.oid = olds.relnamespace"
        ~ " where link.classid = 'pg_rewrite'::regclass and link.refclassid = 'pg_class'::regclass"
        ~ " and olds.relname ~ '__retired_[0-9a-f]{16}$' and olds_in.nspname in " ~ ours
        ~ " and views_in.nspname not in " ~ ours ~ " order by 1, 2") -%}
        {%- do exceptions.warn(
            view ~ ' reads ' ~ retired ~ ', which was replaced and is refreshed no more. Make it again from '
            ~ modules.re.sub('__retired_.*', '', retired) ~ ': create or replace view ' ~ view ~ ' as ...') -%}
    {%- endfor -%}
{%- endmacro %}
