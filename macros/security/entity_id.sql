{#- Id of what an alert, a rule or an entry of a log is about. That of a strategy, an order, a position or a
    goal is as it is where it looks like one: a uuid, or a number too short for a telephone. Anything else
    may name somebody, by e-mail, login or address, and is a pseudonym: rows that share it still meet. -#}
{% macro entity_id(system, type_column, id_column) -%}
    case
        when
            lower({{ type_column }}::text) in ('strategy', 'order', 'position', 'goal')
            and {{ id_column }}::text ~* (
                '^((strategy|order|position|goal)-)?'
                || '([0-9]{1,6}|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})$'
            )
            then {{ id_column }}::text
        else {{ pseudonym(system, "nullif(" ~ id_column ~ "::text, '')") }}
    end
{%- endmacro %}
