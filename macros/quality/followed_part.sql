{#- The rows of a model that a check has to look at (`is_in`), and what passing it means: of a fact that
    follows a feed by days, the days it has not passed since they were touched; of others, all. -#}
{% macro followed_part(model, check, stated) -%}
    {%- set found = [] -%}
    {%- if not execute or flags.WHICH not in ['build', 'test'] -%}{{ return({'is_in': 'true'}) }}{%- endif -%}
    {%- for node in graph.nodes.values() if node.resource_type == 'model' and node.alias == model.identifier
        and node.schema == model.schema and node.config.get('day_column') and feeds_of(node) -%}
        {%- do found.append(node.config.get('day_column')) -%}
    {%- endfor -%}
    {%- if not found -%}{{ return({'is_in': 'true'}) }}{%- endif -%}
    {%- set definitions = private_relation('fact_definitions') -%}
    {%- set known = run_query(
        'select definition_md5 from ' ~ definitions ~ " where fact = '" ~ model.identifier ~ "'"
    ).columns[0].values() if live_columns(definitions) else [] -%}
    {%- set definition = local_md5(tojson(stated) ~ known | join) -%}
    {%- set checked = model.identifier ~ ' ' ~ check -%}
    {%- set days = days_to_check(checked, definition) -%}
    {{ return({
        'is_in': day_in(found[0], live_columns(model)[found[0]], days),
        'checked': checked, 'definition': definition, 'days': days,
    }) }}
{%- endmacro %}
