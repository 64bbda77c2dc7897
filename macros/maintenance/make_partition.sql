{#- Makes one monthly partition. Rows of its month that stand in the default partition already would stop
    PostgreSQL: they are reported and left where they are, and are found there as well. -#}
{% macro make_partition(relation, month) -%}
    {%- set column = adapter.quote(month['column']) -%}
    {%- set partition = relation.incorporate(path={'identifier': month['name']}) -%}
    {%- set strays = run_query(
        'select count(*) from ' ~ relation ~ ' where ' ~ column ~ " >= '" ~ month['first_day'] ~ "' and "
        ~ column ~ " < '" ~ month['next_day'] ~ "'"
    ).columns[0].values()[0] -%}
    {%- if strays -%}
        {%- do log(partition.render() ~ ': not made, ' ~ strays
            ~ ' rows of its month stand in the default partition.', info=true) -%}
    {%- else -%}
        {%- do run_query(locked_ddl([
            'create table ' ~ partition ~ ' (like ' ~ relation ~ ' including all)',
            'alter table ' ~ relation ~ ' attach partition ' ~ partition ~ " for values from ('"
            ~ month['first_day'] ~ "') to ('" ~ month['next_day'] ~ "')",
        ]) ~ '; commit') -%}
        {%- do log(partition.render() ~ ': made.', info=true) -%}
    {%- endif -%}
{%- endmacro %}
