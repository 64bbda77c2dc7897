{#- Takes a partition out of a raw table, which needs a lock that readers would queue behind only for a moment;
    then, if its rows are still those that were looked at, drops it. Returns whether it is gone. -#}
{% macro drop_partition(relation, feed, partition, mark, detach) -%}
    {%- set name = partition['partition'] -%}
    {%- if feed -%}
        {%- do run_query(
            'insert into ' ~ private_relation('kept_days') ~ " as kept values ('" ~ feed
            ~ "', datemultirange(daterange(" ~ ("'" ~ partition['first_day'] ~ "'" if partition['first_day']
            else 'null') ~ ", '" ~ partition['last_day'] ~ "', '[]'))) on conflict (feed) do update"
            ~ ' set days = kept.days + excluded.days; commit') -%}
    {%- endif -%}
    {%- do run_query(locked_ddl(['alter table ' ~ relation ~ ' detach partition ' ~ name]) ~ '; commit') -%}
    {%- set now = run_query(rows_mark_sql(name)).rows[0] -%}
    {%- if (now[0], now[1]) != (mark[0], mark[1]) -%}
        {%- do run_query(locked_ddl([
            'alter table ' ~ relation ~ ' attach partition ' ~ name ~ ' ' ~ partition['bound']]) ~ '; commit') -%}
        {{ return(false) }}
    {%- endif -%}
    {%- if not detach -%}{%- do run_query('drop table ' ~ name ~ '; commit') -%}{%- endif -%}
    {{ return(true) }}
{%- endmacro %}
