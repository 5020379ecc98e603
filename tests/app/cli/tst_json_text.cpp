// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/json_text.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace dockhand;

/// JSON strings as dump writes them.
class TestJsonText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyCharacterComesBack();
    void textStandsInQuotes_data();
    void textStandsInQuotes();
};

void TestJsonText::everyCharacterComesBack()
{
    for (uint code = 0; code < 0x3000; ++code) {
        const auto text = QString(QLatin1Char('a'))
            + QString::fromUcs4(reinterpret_cast<const char32_t *>(&code), 1) + QLatin1Char('b');
        std::string json = "[";
        cli::appendJsonText(text.toStdString(), json);
        json += ']';
        const auto read = QJsonDocument::fromJson(QByteArray::fromStdString(json));
        QCOMPARE(read.array().at(0).toString(), text);
    }
}

void TestJsonText::textStandsInQuotes_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("json");
    QTest::newRow("empty") << QByteArray("") << QByteArray("\"\"");
    QTest::newRow("quote") << QByteArray("a\"b") << QByteArray("\"a\\\"b\"");
    QTest::newRow("backslash") << QByteArray("\\") << QByteArray("\"\\\\\"");
    QTest::newRow("line break") << QByteArray("a\r\nb") << QByteArray("\"a\\r\\nb\"");
    QTest::newRow("escape character") << QByteArray("\x1b[1m") << QByteArray("\"\\u001b[1m\"");
    QTest::newRow("last control character") << QByteArray("\x1f") << QByteArray("\"\\u001f\"");
    QTest::newRow("umlaut stays") << QByteArray("\xC3\xA4") << QByteArray("\"\xC3\xA4\"");
}

void TestJsonText::textStandsInQuotes()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, json);
    std::string out;
    cli::appendJsonText(text.toStdString(), out);
    QCOMPARE(QByteArray::fromStdString(out), json);
}

QTEST_APPLESS_MAIN(TestJsonText)
#include "tst_json_text.moc"
