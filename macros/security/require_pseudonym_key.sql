{#- Stops a production run that would hash people's ids with a key that everybody knows or guesses, or with
    another one than before: half a build would give people two pseudonyms. -#}
{% macro require_pseudonym_key() -%}
    {%- set name = 'TRADEHOUSE_PSEUDONYM_KEY' -%}
    {%- set key = env_var(name, demo_pseudonym_key()) -%}
    {%- set secret = private_relation('pseudonym_secret') -%}
    {%- if target.name == 'prod' and (key == demo_pseudonym_key() or key | trim | length < 12) -%}
        {%- do exceptions.raise_compiler_error(
            'Production needs a pseudonym key of its own: set ' ~ name ~ ' to a long random text '
            ~ '(12 characters at least) and keep it. Another key gives every owner another pseudonym.'
        ) -%}
    {%- elif target.name == 'prod' and not var('change_pseudonym_key')
        and run_query("select to_regclass('" ~ secret.include(database=false) ~ "') is not null").rows[0][0]
        and run_query('select count(*) from ' ~ secret ~ ' where pseudonym_key not in ('
            ~ verbatim(key) ~ ', ' ~ verbatim(demo_pseudonym_key()) ~ ')').rows[0][0] -%}
        {%- do exceptions.raise_compiler_error(
            'The key in ' ~ name ~ ' is not the one this warehouse was built with, and would give every owner '
            ~ "another pseudonym. Set the old one, or build everything with the new one: dbt build --full-refresh --vars "
            ~ "'change_pseudonym_key: true'. Nothing was touched."
        ) -%}
    {%- endif -%}
{%- endmacro %}
