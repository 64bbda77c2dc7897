{#- Makes the role that BI tools read with, where it is missing, and lets it into the marts.
    Says what to run where this user may not create roles. -#}
{% macro reader_role_sql() -%}
    {%- set role = env_var('TRADEHOUSE_BI_ROLE', 'bi_reader') -%}
    {%- set marts = live_schema('marts') -%}
do $reader_role$
begin
    if to_regrole('{{ role }}') is null then
        create role {{ role }} nologin;
    end if;
exception
    when insufficient_privilege then
        raise exception 'The role {{ role }}, which reads the marts, does not exist.'
            using hint = 'As an administrator run: create role {{ role }} nologin;';
    when duplicate_object or unique_violation then
        null;
end
$reader_role$;
create schema if not exists {{ marts }};
grant usage on schema {{ marts }} to {{ role }}
{%- endmacro %}
