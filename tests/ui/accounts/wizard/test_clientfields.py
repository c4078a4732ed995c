from facteur.ui.accounts.wizard.clientfields import ClientFields


def test_what_is_typed_is_given_without_spaces_around(qtbot):
    fields = ClientFields()
    qtbot.addWidget(fields)
    fields.fill("id", "secret")
    fields.retranslate()
    assert (fields.client_id, fields.client_secret) == ("id", "secret")
    with qtbot.waitSignal(fields.changed):
        fields.id_field.setText(" other ")
        fields.id_field.textEdited.emit(" other ")
    assert fields.client_id == "other"
    assert fields.secret_field.echoMode() is fields.secret_field.EchoMode.Password
