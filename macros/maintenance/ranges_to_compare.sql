{#- The months of a feed's facts, cut to some days (a query for one `days`), without those whose raw rows are
    gone: a list of [first, last], an open end is none. -#}
{% macro ranges_to_compare(feed, facts, days_sql) -%}
    {%- if not facts -%}{{ return([]) }}{%- endif -%}
    {%- set found = run_query(
        fact_months_sql(facts, months_at_once(facts)) ~ ' select lower(piece)::text, (upper(piece) - 1)::text'
        ~ ' from months cross join (' ~ days_sql ~ ') as wanted'
        ~ ' cross join lateral unnest(months.days * wanted.days - coalesce((select days from '
        ~ private_relation('kept_days') ~ " where feed = '" ~ feed ~ "'), datemultirange())) as pieces (piece)"
        ~ ' order by lower(piece) nulls first') -%}
    {{ return(found.rows | list) }}
{%- endmacro %}
