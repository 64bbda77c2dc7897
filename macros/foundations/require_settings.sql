{#- Stops a run whose sessions have settings that it can't work with, before anything is touched: nodes that
    write to one table at a time wait for each other and go on with what they find (a stricter isolation
    makes the second one fail), and types are compared by their names (`"jsonb"` is none of them). -#}
{% macro require_settings() -%}
    {%- set needed = {'default_transaction_isolation': 'read committed', 'quote_all_identifiers': 'off'} -%}
    {%- set found = run_query(
        "select name, setting, current_user from pg_settings where name in ('" ~ needed | join("', '") ~ "')").rows -%}
    {%- for name, setting, user in found if setting != needed[name] -%}
        {%- do exceptions.raise_compiler_error(
            'The setting ' ~ name ~ " is '" ~ setting ~ "' here, and a run needs '" ~ needed[name] ~ "': alter role "
            ~ user ~ ' set ' ~ name ~ " = '" ~ needed[name] ~ "'. Nothing was touched.") -%}
    {%- endfor -%}
{%- endmacro %}
