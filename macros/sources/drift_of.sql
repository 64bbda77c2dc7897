{#- What of one raw table is not as its contract says. Each finding has a system, a table, what it is,
    what to do, and an effect: stop, null (it reads as null) or note. -#}
{% macro drift_of(entry, live) -%}
    {%- set name = raw_relation_name(entry) -%}
    {%- set place = {'system': entry.source_name, 'table': entry.name} -%}
    {%- set columns = live.get(name) -%}
    {%- if columns is none -%}
        {%- set optional = entry.meta.get('optional') -%}
        {{ return([dict(place, effect='null' if optional else 'stop', what='the table ' ~ name ~ ' is missing',
            advice='load it, or map its name: table_names: {' ~ entry.source_name ~ ': {' ~ entry.name
                ~ ': <its name>}}, or switch the system off in `systems`')]) }}
    {%- endif -%}
    {%- set findings = [] -%}
    {%- set expected = [] -%}
    {%- for column in entry.columns.values() if not column.meta.get('excluded') -%}
        {%- do expected.append(raw_column_name(entry.source_name, entry.name, column.name)) -%}
        {%- set finding = drift_of_column(entry, column, columns) -%}
        {%- if finding -%}{%- do findings.append(dict(place, **finding)) -%}{%- endif -%}
    {%- endfor -%}
    {%- for extra in columns if extra not in expected and extra not in entry.columns -%}
        {%- do findings.append(dict(place, effect='note', what='the column ' ~ extra ~ ' is not in the contract',
            advice='nothing: it is not read')) -%}
    {%- endfor -%}
    {{ return(findings) }}
{%- endmacro %}
