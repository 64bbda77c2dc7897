{#- What of one raw column is not as its contract says; none when it is. -#}
{% macro drift_of_column(entry, column, live) -%}
    {%- set live_name = raw_column_name(entry.source_name, entry.name, column.name) -%}
    {%- set found = live.get(live_name) -%}
    {%- set harm = 'stop' if column.meta.get('required') else 'null' -%}
    {%- set mapping = 'column_names: {' ~ entry.source_name ~ ': {' ~ entry.name ~ ': {' ~ column.name ~ ': ' -%}
    {%- if not found -%}
        {%- set aliases = column.meta.get('also_called', []) | select('in', live) | list -%}
        {%- set advice = 'it seems to be ' ~ aliases[0] ~ ' here: set ' ~ mapping ~ aliases[0] ~ '}}}'
            if aliases else 'add it, or map its name: ' ~ mapping ~ '<its name>}}}' -%}
        {{ return({'effect': harm, 'what': 'the column ' ~ live_name ~ ' is missing', 'advice': advice}) }}
    {%- endif -%}
    {%- set what = 'the column ' ~ live_name ~ ' is ' ~ found ~ ', not ' ~ column.data_type -%}
    {%- if not reads_as(column, found) -%}
        {{ return({'effect': harm, 'what': what, 'advice': 'put a view with a cast in front of the table'}) }}
    {%- elif ('with time zone' in found) != ('with time zone' in column.data_type) -%}
        {{ return({'effect': 'note', 'what': what, 'advice': 'nothing: it is read as UTC'}) }}
    {%- elif bare_type(found) != bare_type(column.data_type) and 'text' not in type_family(found) -%}
        {{ return({'effect': 'note', 'what': what, 'advice': 'nothing: it is read all the same'}) }}
    {%- endif -%}
{%- endmacro %}
