{#- Many rules on one table in one scan. Reports each broken rule and how many rows break it.
    not_null: columns without nulls. accepted_values: {column: [values]}; nulls pass.
    rules: {rule name: boolean expression}; an expression that is null passes, as a CHECK does.
    Of a fact that follows a feed, only touched days are looked at (see followed_part). -#}
{% test rules_hold(model, not_null=[], accepted_values={}, rules={}) %}

{%- set expressions = {} %}
{%- for column in not_null %}
    {%- do expressions.update({column ~ '_is_not_null': column ~ ' is not null'}) %}
{%- endfor %}
{%- for column, values in accepted_values.items() %}
    {%- do expressions.update(
        {column ~ '_is_accepted': column ~ "::text in ('" ~ values | join("', '") ~ "')"}
    ) %}
{%- endfor %}
{%- do expressions.update(rules) %}
{%- set part = followed_part(model, 'rules_hold', expressions) %}
{%- set failures %}
with

counted as (

    select
    {%- for name, expression in expressions.items() %}
        count(*) filter (where not ({{ expression }})) as rule_{{ loop.index }}{{ ',' if not loop.last }}
    {%- endfor %}
    from {{ model }}
    where {{ part.is_in }}

)

select
    verdicts.rule_name,
    verdicts.failing_rows
from counted
cross join lateral (
    values
    {%- for name in expressions %}
    ('{{ name }}', rule_{{ loop.index }}){{ ',' if not loop.last }}
    {%- endfor %}
) as verdicts (rule_name, failing_rows)
where verdicts.failing_rows > 0
{%- endset %}
{{ failures_of(part, failures) }}

{% endtest %}
