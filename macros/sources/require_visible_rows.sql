{#- Stops a run whose role would not see all rows of a raw table: row level security leaves out what no policy
    allows, without a word, and marts would lose it. A policy that allows the role everything is enough. -#}
{% macro require_visible_rows() -%}
    {%- set tables = [] -%}
    {%- for entry in graph.sources.values() if entry.package_name == project_name -%}
        {%- do tables.append("('" ~ raw_relation_name(entry) ~ "')") -%}
    {%- endfor -%}
    {%- set hidden = run_query(
        'select raw.name, current_user from (values ' ~ tables | join(', ') ~ ') as raw (name)'
        ~ ' where row_security_active(to_regclass(raw.name)) and (select ('
        ~ ' count(*) filter (where pol.polpermissive and pol.is_open) = 0'
        ~ ' or bool_or(not pol.polpermissive and not pol.is_open)) from ('
        ~ " select polpermissive, pg_get_expr(polqual, polrelid) = 'true' as is_open from pg_policy"
        ~ " where polrelid = to_regclass(raw.name) and polcmd in ('r', '*') and exists (select from unnest(polroles)"
        ~ " as granted (role) where granted.role = 0 or pg_has_role(granted.role, 'usage'))) as pol) order by 1"
    ).rows if tables else [] -%}
    {%- if hidden -%}
        {%- do exceptions.raise_compiler_error(
            'Row level security hides rows of these raw tables from ' ~ hidden[0][1] ~ ': '
            ~ hidden | map(attribute=0) | join(', ') ~ '. Let it see all: alter role ' ~ hidden[0][1]
            ~ ' bypassrls, or a policy for each: create policy warehouse_reads on ' ~ hidden[0][0]
            ~ ' for select to ' ~ hidden[0][1] ~ ' using (true). Nothing was touched.') -%}
    {%- endif -%}
{%- endmacro %}
