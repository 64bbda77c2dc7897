{#- The rows of a model that a check has to look at (`is_in`), and what passing it means: of what follows a
    feed by days (see feeds_of; config or meta `day_column`), the days it has not passed since they were
    touched; of others, all. -#}
{% macro followed_part(model, check, stated) -%}
    {%- if not execute or flags.WHICH not in ['build', 'test'] -%}{{ return({'is_in': 'true'}) }}{%- endif -%}
    {%- set found = namespace(node=none) -%}
    {%- for node in graph.nodes.values() if node.resource_type == 'model' and node.alias == model.identifier
        and node.schema == model.schema and day_column_of(node) and feeds_of(node) -%}
        {%- set found.node = node -%}
    {%- endfor -%}
    {%- if not found.node -%}{{ return({'is_in': 'true'}) }}{%- endif -%}
    {%- set column = day_column_of(found.node) -%}
    {%- set definition = local_md5(tojson(stated) ~ views_definition([model])) -%}
    {%- if found.node.config.materialized != 'view' -%}
        {%- set definition = local_md5(definition ~ fact_definition(model.identifier)) -%}
    {%- endif -%}
    {%- set checked = model.identifier ~ ' ' ~ check -%}
    {%- set days = days_to_check(checked, definition) -%}
    {{ return({
        'is_in': day_in(column, live_columns(model)[column], days),
        'checked': checked, 'definition': definition, 'days': days,
    }) }}
{%- endmacro %}
