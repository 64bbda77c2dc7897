{#- The rules that are counted and leave the rows where they are:
    {name: {kind, asserts, failing: query of a number}}. What looks odd, keys, parents, and what the
    model's sets say. -#}
{% macro reported_rules(model, rules, oddities, parents, sets) -%}
    {%- set found = {} -%}
    {%- set judged = judged_relation(model.identifier) -%}
    {%- for name, expression in oddities.items() -%}
        {%- do found.update({name: {
            'kind': 'oddity', 'asserts': expression | trim,
            'failing': 'select odd_' ~ loop.index ~ ' from oddities'
        }}) -%}
    {%- endfor -%}
    {%- set keys = rules.also_unique if rules.copies_are_expected else [rules.key] + rules.also_unique -%}
    {%- for columns in keys -%}
        {%- do found.update({columns | join('_') ~ '_is_unique': {
            'kind': 'set', 'asserts': 'no two rows share ' ~ columns | join(', '),
            'failing': copies_sql(judged, columns), 'columns': columns
        }}) -%}
    {%- endfor -%}
    {%- for column, parent in parents.items() -%}
        {%- set parent_model, parent_column = parent.split('.') -%}
        {%- do found.update({column ~ '_has_its_parent': {
            'kind': 'relationship', 'asserts': column ~ ' is a ' ~ parent,
            'failing': orphans_sql(model, column, audited_relation(parent_model), parent_column)
        }}) -%}
    {%- endfor -%}
    {%- for name, query in sets.items() -%}
        {%- set asked = with_relations(query) -%}
        {%- do found.update({name: {
            'kind': 'set', 'asserts': 'no row of: ' ~ query | trim, 'query': asked,
            'failing': 'select count(*) from (' ~ asked ~ ') as violations'
        }}) -%}
    {%- endfor -%}
    {{ return(found) }}
{%- endmacro %}
