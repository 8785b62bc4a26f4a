package io.hooklatch.jdbc.guard;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SqlTextTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "commit | COMMIT",
                "  CoMmIt ; | COMMIT",
                "end | END",
                "end transaction | END",
                "rollback to x | ROLLBACK",
                "begin immediate | BEGIN",
                "savepoint a | SAVEPOINT",
                "release hooklatch_work | RELEASE",
                "pragma synchronous=off | PRAGMA",
                "attach 'x.db' as x | ATTACH",
                "detach x | DETACH",
                "vacuum | VACUUM",
                "backup to 'x.db' | BACKUP",
                "restore from 'x.db' | RESTORE",
                "select 1; commit | COMMIT",
                "select ';'; commit | COMMIT",
                "select ';' as \"a;b\", [c;d], `e;f`; /* ; */ commit | COMMIT",
                "select 'it''s'; commit | COMMIT",
                "-- a comment;@commit | COMMIT",
                "/* one */ /* two */commit | COMMIT",
                ";;; commit | COMMIT",
                "\uFEFFcommit | COMMIT",
                "create trigger t after insert on x begin delete from y; end | CREATE TRIGGER",
                "create temp trigger t after insert on x begin delete from y; end | CREATE TRIGGER",
                "create /* x */ temporary -- y@ trigger t | CREATE TRIGGER",
            })
    void aTextThatWouldEndTheTransactionOrReachOutsideIsRefused(String sql, String word) {
        assertThat(SqlText.refusedWord(SqlDialect.SQLITE, sql.replace('@', '\n')))
                .isEqualTo(word);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ";",
                "-- commit",
                "/* commit */",
                "/* never ended commit",
                "select 'commit'",
                "select '; commit'",
                "select 'it''s; commit'",
                "select [; commit]",
                "select `; commit`",
                "select \"; commit\"",
                "select 1 -- ; commit",
                "select case when 1 then 2 end",
                "insert into commits values (1)",
                "update t set rollback = 1",
                "create table t (release text)",
                "create temp table trigger_happy (x)",
                "replace into t values (1)",
                "with a as (select 1) select * from a",
                "'unfinished; commit",
            })
    void anythingElseMayRun(String sql) {
        assertThat(SqlText.refusedWord(SqlDialect.SQLITE, sql)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "commit | COMMIT",
                "start transaction | START",
                "abort | ABORT",
                "prepare transaction 'x' | PREPARE TRANSACTION",
                "select $$'$$; commit; select $$'$$ | COMMIT",
                "select $a$ $b$ ; $a$; commit | COMMIT",
                "select a$b$c; commit; select a$b$c | COMMIT",
                "select $1; commit; select $1 | COMMIT",
                "select $1$; commit; select $1$ | COMMIT",
                "select E'it\\'s'; commit; select 'x' | COMMIT",
                "select e'it''\\''; commit | COMMIT",
                "select somee'\\'; commit; select '' | COMMIT",
                "select '\\'; commit; select '' | COMMIT",
                "select a[1]; commit; select b[1] | COMMIT",
                "select `; commit; select ` | COMMIT",
                "/* one /* two */ */ commit | COMMIT",
            })
    void inPostgresAnotherTextEndsTheTransaction(String sql, String word) {
        assertThat(SqlText.refusedWord(SqlDialect.POSTGRES, sql)).isEqualTo(word);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select $$; commit; $$",
                "select $körper$; commit; $$; commit; $körper$",
                "do $do$ begin perform 1; end; $do$",
                "select $never ended; $never",
                "select $$ never ended; commit",
                "select E'it\\'; commit; \\''",
                "select E'never ended \\",
                "/* /* never ended */ ; commit",
                "prepare p as select 1",
                "prepare transactions as select 1",
                "create trigger t after insert on x execute function f()",
                "pragmatic",
                "set local lock_timeout = 1",
            })
    void inPostgresAnythingElseMayRun(String sql) {
        assertThat(SqlText.refusedWord(SqlDialect.POSTGRES, sql)).isEmpty();
    }
}
