{#- How many months of a feed's facts are compared by one statement: as many as `reconcile_bytes` hold on
    average. A raw table without partitions is read by each statement as a whole. -#}
{% macro months_at_once(facts) -%}
    {%- set sizes = [] -%}
    {%- for fact in facts -%}
        {%- do sizes.append("pg_table_size('" ~ fact.relation ~ "')") -%}
    {%- endfor -%}
    {%- set found = run_query(
        'select least(1200, greatest(1, floor(('
        ~ fact_day_sql(facts, 'max') ~ ' - ' ~ fact_day_sql(facts, 'min') ~ ') / 30.0 * ' ~ var('reconcile_bytes')
        ~ ' / nullif(' ~ sizes | join(' + ') ~ ', 0))))::integer') -%}
    {{ return(found.columns[0].values()[0]) }}
{%- endmacro %}
