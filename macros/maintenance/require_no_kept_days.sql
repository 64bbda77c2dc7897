{#- Stops a fact from being built aside when it holds days whose raw rows are gone: these could not be worked
    out in its new shape. -#}
{% macro require_no_kept_days(relation, feed, column, change) -%}
    {%- set condition = kept_condition(feed) if change not in ['keep', 'create'] else none -%}
    {%- if condition -%}
        {%- set days = run_query(
            'select count(distinct ' ~ column ~ ') from ' ~ relation ~ ' where not ('
            ~ condition | replace('{column}', column) ~ ')').columns[0].values()[0] -%}
        {%- if days -%}
            {%- do exceptions.raise_compiler_error(
                relation.render() ~ ' has to be built anew (' ~ change ~ ') and would lose ' ~ days
                ~ ' days whose raw rows are gone. Attach their partitions again, or give the days up: delete from '
                ~ private_relation('kept_days').render()) -%}
        {%- endif -%}
    {%- endif -%}
{%- endmacro %}
