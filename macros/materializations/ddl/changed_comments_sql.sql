{#- A block that writes those comments of a relation and of its columns that are not what `words` says: by
    column, the relation's own under the empty name. Columns that are not there are left out. -#}
{% macro changed_comments_sql(relation, words) -%}
    {%- set text = tojson(words) -%}
    {%- if '$words$' in text or '$changed_comments$' in text -%}
        {%- do exceptions.raise_compiler_error(
            'A description of ' ~ relation ~ ' holds a mark that comments are quoted with: '
            ~ '$words$ or $changed_comments$. Write it without.') -%}
    {%- endif -%}
do $changed_comments$
declare
    change text;
begin
    for change in
        with wanted as (
            select key as attname, nullif(value, '') as words
            from json_each_text($words${{ text }}$words$)
        )
        select format('comment on column %s.%I is %L', att.attrelid::regclass, att.attname, wanted.words)
        from wanted
        join pg_attribute as att on att.attname = wanted.attname
        where att.attrelid = '{{ relation }}'::regclass and att.attnum > 0 and not att.attisdropped
            and col_description(att.attrelid, att.attnum) is distinct from wanted.words
        union all
        select format('comment on %s %s is %L',
            case rel.relkind when 'v' then 'view' when 'm' then 'materialized view' else 'table' end,
            rel.oid::regclass, wanted.words)
        from wanted
        join pg_class as rel on rel.oid = '{{ relation }}'::regclass
        where wanted.attname = '' and obj_description(rel.oid, 'pg_class') is distinct from wanted.words
    loop
        execute change;
    end loop;
end
$changed_comments$
{%- endmacro %}
