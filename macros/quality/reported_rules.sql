{#- The rules that are counted and leave the rows where they are:
    {name: {kind, asserts, failing: query of a number}}. Keys are unique, parents are there, and what
    the model's sets say. -#}
{% macro reported_rules(model, rules, parents, sets) -%}
    {%- set found = {} -%}
    {%- set judged = judged_relation(model.identifier) if execute else model -%}
    {%- set keys = rules.also_unique if rules.copies_are_expected else [rules.key] + rules.also_unique -%}
    {%- for columns in keys -%}
        {%- do found.update({columns | join('_') ~ '_is_unique': {
            'kind': 'set', 'asserts': 'no two rows share ' ~ columns | join(', '),
            'failing': copies_sql(judged, columns)
        }}) -%}
    {%- endfor -%}
    {%- for column, parent in parents.items() -%}
        {%- set parent_model, parent_column = parent.split('.') -%}
        {%- do found.update({column ~ '_has_its_parent': {
            'kind': 'relationship', 'asserts': column ~ ' is a ' ~ parent,
            'failing': orphans_sql(model, column, ref(parent_model), parent_column)
        }}) -%}
    {%- endfor -%}
    {%- for name, query in sets.items() -%}
        {%- set text = namespace(sql=query) -%}
        {%- for other in modules.re.findall('\\{(\\w+)\\}', query) -%}
            {%- set text.sql = text.sql | replace('{' ~ other ~ '}', ref(other) | string) -%}
        {%- endfor -%}
        {%- do found.update({name: {
            'kind': 'set', 'asserts': 'no row of: ' ~ query | trim,
            'failing': 'select count(*) from (' ~ text.sql ~ ') as violations'
        }}) -%}
    {%- endfor -%}
    {{ return(found) }}
{%- endmacro %}
