{#- Stops a swap whose incoming schema does not have every mart of the manifest, filled. -#}
{% macro require_release(incoming, back) -%}
    {%- set missing = [] -%}
    {%- for mart in marts_in_manifest() -%}
        {%- set found = run_query(
            "select count(*) from pg_class where oid = to_regclass('" ~ incoming ~ '.' ~ mart.alias
            ~ "') and relispopulated"
        ).columns[0].values()[0] -%}
        {%- if not found -%}{%- do missing.append(mart.alias) -%}{%- endif -%}
    {%- endfor -%}
    {%- if missing and not back -%}
        {%- do exceptions.raise_compiler_error(
            'The schema ' ~ incoming ~ ' lacks ' ~ missing | join(', ') ~ '. Build it first: '
            ~ "dbt build --vars 'release: green'"
        ) -%}
    {%- elif missing | length == marts_in_manifest() | length -%}
        {%- do exceptions.raise_compiler_error('There is no earlier release to go back to.') -%}
    {%- endif -%}
{%- endmacro %}
