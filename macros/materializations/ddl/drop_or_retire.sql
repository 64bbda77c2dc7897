{#- dbt-labs/dbt-adapters#1714, dbt-labs/dbt-core#2185.
    dbt-postgres drops with CASCADE, which takes the marts above along. This drops what has no
    dependents and no readers, and renames the rest out of the way for `sweep_retired`. -#}
{% macro drop_or_retire(kind, relation) -%}
{%- set new_name = adapter.quote(retired_name(relation)) -%}
do $drop_or_retire$
begin
    begin
        set local lock_timeout = '100ms';
        drop {{ kind }} if exists {{ relation }};
        set local lock_timeout = 0;
        return;
    exception when dependent_objects_still_exist or lock_not_available then
        null;
    end;
    {{ locked_loop(['alter ' ~ kind ~ ' ' ~ relation ~ ' rename to ' ~ new_name]) }}
end
$drop_or_retire$
{%- endmacro %}
