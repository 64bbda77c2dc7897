{#- Stops a run whose role would not see all rows of a raw table: row level security leaves out what no policy
    allows, without a word, and marts would lose it. A policy that allows the role everything is enough. -#}
{% macro require_visible_rows() -%}
    {%- set tables = [] -%}
    {%- for entry in graph.sources.values() if entry.package_name == project_name -%}
        {%- do tables.append(raw_relation_name(entry)) -%}
    {%- endfor -%}
    {%- set hidden = run_query(hidden_tables_sql(tables)).rows -%}
    {%- if hidden -%}
        {%- do exceptions.raise_compiler_error(
            'Row level security hides rows of these raw tables from ' ~ hidden[0][1] ~ ': '
            ~ hidden | map(attribute=0) | join(', ') ~ '. Let it see all: alter role ' ~ hidden[0][1]
            ~ ' bypassrls, or a policy for each: create policy warehouse_reads on ' ~ hidden[0][0]
            ~ ' for select to ' ~ hidden[0][1] ~ ' using (true). Nothing was touched.') -%}
    {%- endif -%}
{%- endmacro %}
