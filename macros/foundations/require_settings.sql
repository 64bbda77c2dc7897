{#- Stops a run whose sessions have settings that it can't work with, before anything is touched: nodes that
    write to one table at a time wait for each other and go on with what they find (a stricter isolation
    makes the second one fail), and types are compared by their names (`"jsonb"` is none of them). Warns of
    limits of time that a statement of a large history may not keep. -#}
{% macro require_settings() -%}
    {%- set needed = {'default_transaction_isolation': 'read committed', 'quote_all_identifiers': 'off'} -%}
    {%- set limits = {'statement_timeout': 3600, 'transaction_timeout': 3600, 'idle_in_transaction_session_timeout': 60} -%}
    {%- set found = run_query(
        'select name, setting, current_user from pg_settings'
        ~ " where name in ('" ~ (needed | list + limits | list) | join("', '") ~ "')").rows -%}
    {%- for name, setting, user in found -%}
        {%- if name in needed and setting != needed[name] -%}
            {%- do exceptions.raise_compiler_error(
                'The setting ' ~ name ~ " is '" ~ setting ~ "' here, and a run needs '" ~ needed[name] ~ "': alter role "
                ~ user ~ ' set ' ~ name ~ " = '" ~ needed[name] ~ "'. Nothing was touched.") -%}
        {%- elif name in limits and 0 < setting | int < limits[name] * 1000 -%}
            {%- do exceptions.warn(
                'The setting ' ~ name ~ ' is ' ~ setting | int / 1000 ~ ' seconds here: PostgreSQL cancels what takes'
                ~ ' longer, and a mart whose statement was cancelled keeps its last content. Of the building role'
                ~ ' alone: alter role ' ~ user ~ ' set ' ~ name ~ ' = 0') -%}
        {%- endif -%}
    {%- endfor -%}
{%- endmacro %}
