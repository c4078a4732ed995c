from facteur.store.read import accounts
from facteur.store.write import accounts as write_accounts
from tests.store.builders import settings


def test_reads_what_it_has_just_written(store):
    def both(tx):
        write_accounts.add(tx, settings(), 1)
        return len(accounts.accounts(tx)), len(accounts.accounts(store.reader))

    assert store.write_now(both) == (1, 0)


def test_counts_and_keys_of_statements(store):
    def statements(tx):
        key = tx.insert(
            "INSERT INTO problem (family, code, raised_ms) VALUES (?, ?, ?)", "a", "b", 1
        )
        changed = tx.run("UPDATE problem SET raised_ms = ?", 2)
        row = tx.first(tuple[int], "SELECT raised_ms FROM problem WHERE id = ?", (key,))
        return (
            changed,
            row,
            tx.number("SELECT count(*) FROM problem"),
            tx.rows(tuple[int], "SELECT 1"),
        )

    assert store.write_now(statements) == (1, (2,), 1, [(1,)])
