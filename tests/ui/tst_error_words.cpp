// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/error_code.h"
#include "ui/errors/error_words.h"
#include "ui/translations.h"

#include <QSet>
#include <QTest>

using namespace Qt::StringLiterals;
using dockhand::ui::ErrorWords;

class TestErrorWords : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyKindOfRecordErrorHasItsOwnWords();
    void numberOfFieldsIsNotTakenForAValue();
    void wayOutIsOneOfTheWindow();
};

void TestErrorWords::everyKindOfRecordErrorHasItsOwnWords()
{
    QSet<QString> seen;
    for (const dockhand::ErrorInfo &info : dockhand::errorTable()) {
        if (info.severity == dockhand::Severity::Record) {
            const QString id = QString::fromLatin1(info.id);
            const QString words = ErrorWords::kind(id);
            QVERIFY2(words != id && !seen.contains(words), info.id);
            seen.insert(words);
        }
    }
    QCOMPARE(ErrorWords::kind(u"of.a_later_version"_s), u"of.a_later_version"_s);
}

void TestErrorWords::numberOfFieldsIsNotTakenForAValue()
{
    dockhand::ui::installTranslations(*QCoreApplication::instance(), QLocale(QLocale::English));
    QCOMPARE(ErrorWords::value(u"row.too_few_columns"_s, u"6"_s), u"6 fields"_s);
    QCOMPARE(ErrorWords::value(u"row.too_many_columns"_s, u"1"_s), u"1 field"_s);
    QCOMPARE(ErrorWords::value(u"value.not_integer"_s, u"6"_s), u"6"_s);
    QCOMPARE(ErrorWords::value(u"row.too_few_columns"_s, u"a;b"_s), u"a;b"_s);
}

void TestErrorWords::wayOutIsOneOfTheWindow()
{
    dockhand::Error changed;
    changed.code = dockhand::ErrorCode::FileChangedSinceImport;
    changed.place.file = u"a.csv"_s;
    const QString text = ErrorWords::text(changed);
    QVERIFY2(text.startsWith(u"a.csv: The file was changed"_s), qPrintable(text));
    QVERIFY2(text.contains(u"Start over"_s) && !text.contains(u"--"_s), qPrintable(text));
    dockhand::Error other;
    other.code = dockhand::ErrorCode::FileChangedWhileReading;
    QCOMPARE(ErrorWords::text(other), dockhand::errorText(other));
}

QTEST_GUILESS_MAIN(TestErrorWords)

#include "tst_error_words.moc"
