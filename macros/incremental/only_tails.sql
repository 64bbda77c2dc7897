{#- The SELECT of a fact, cut down to the changed tails of this run: see changed_tail and carried_in. -#}
{% macro only_tails(sql) -%}
    {%- set tail = '\\(true /\\* changed tail: ([\\w.]+), ([\\w.]+) \\*/\\)' -%}
    {%- set changed = '\\(true /\\* changed tail: ([\\w.]+) \\*/\\)' -%}
    {%- if not modules.re.search(tail, sql) -%}
        {%- do exceptions.raise_compiler_error('A fact that follows changed keys needs changed_tail(key, day).') -%}
    {%- endif -%}
    {%- set cut = modules.re.sub(tail, '(' ~ in_tail('\\1', '\\2') ~ ')', sql) -%}
    {%- set cut = modules.re.sub(changed, '(' ~ in_tail('\\1') ~ ')', cut) -%}
    {{ return(modules.re.sub(
        carried_mark(), '(select tail.last_\\1 from pg_temp.changed_tails as tail where tail.key = \\2)', cut)) }}
{%- endmacro %}
