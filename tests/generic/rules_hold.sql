{#- A table's key and all its rules in one scan. Reports each broken rule and how many rows (of the key: how many
    values of it) break it.
    unique: columns of the key, whose nulls count as one value; [] where copies are meant to be.
    not_null: columns without nulls. accepted_values: {column: [values]}; nulls pass.
    rules: {rule name: boolean expression}; an expression that is null passes, as a CHECK does.
    Where a unique index stands for the key, only rows with a null in it are grouped: PostgreSQL lets no
    others in twice.
    Of a fact that follows a feed, only touched days are looked at (see followed_part): its key names the
    day. -#}
{% test rules_hold(model, unique, not_null=[], accepted_values={}, rules={}) %}

{%- if unique is undefined %}
    {%- do exceptions.raise_compiler_error('rules_hold of ' ~ model.identifier ~ ': say which columns identify a '
        ~ 'row, `unique: [column, ...]`, or `unique: []` where copies are meant to be.') %}
{%- endif %}
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
{%- set index_stands = unique_index_sql(model, unique) %}
{%- set part = followed_part(model, 'rules_hold', [unique, expressions]) %}
{%- set failures %}
with

counted_by_key as (

    select
        count(*) as row_count{{ ',' if expressions }}
    {%- for expression in expressions.values() %}
        count(*) filter (where not ({{ expression }})) as rule_{{ loop.index }}{{ ',' if not loop.last }}
    {%- endfor %}
    from {{ model }}
    where {{ part.is_in }}
    {{ 'group by ' ~ unique | join(', ') if unique and not index_stands }}

),

counted as (

    select
    {%- for _ in expressions %}
        sum(rule_{{ loop.index }}) as rule_{{ loop.index }},
    {%- endfor %}
    {%- if index_stands %}
        case
            when {{ index_stands }} then (
                {{ keys_twice_sql(model, unique, part.is_in ~ ' and num_nulls(' ~ unique | join(', ') ~ ') > 0') }}
            )
            else ({{ keys_twice_sql(model, unique, part.is_in) }})
        end as key_rule
    {%- else %}
        count(*) filter (where row_count > 1) as key_rule
    {%- endif %}
    from counted_by_key

)

select
    verdicts.rule_name,
    verdicts.failing_rows
from counted
cross join lateral (
    values
    {%- for name in expressions %}
    ('{{ name }}', rule_{{ loop.index }}),
    {%- endfor %}
    ('key_is_unique', {{ 'key_rule' if unique else '0' }})
) as verdicts (rule_name, failing_rows)
where verdicts.failing_rows > 0
{%- endset %}
{{ failures_of(part, failures) }}

{% endtest %}
