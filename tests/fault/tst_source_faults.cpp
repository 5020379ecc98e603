// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/data/order_generator.h"
#include "tests/fault/cli_probe.h"

#include <QDir>
#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>

#include <sys/stat.h>

using namespace Qt::StringLiterals;
using namespace dockhand;

/// Files that fail while they are read: each fails alone, what came in of it is told exactly, and
/// once it is whole again the same command brings in the rest.
class TestSourceFaults final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanup();
    void badSectorFailsItsFileAlone();
    void fileThatShrankIsNoticed();
    void fileThatIsReplacedIsNotGoneOnWith();
    void fileThatGrewGoesOnBehindWhatIsIn();
    void pipeIsRefusedAndNotWaitedFor();

private:
    [[nodiscard]] fault::ImportCommand into(const QString &database) const;
    [[nodiscard]] QString path(int file) const;
    static QByteArray contentOf(const QString &path);
    static bool write(const QString &path, const QByteArray &content);

    QTemporaryDir m_folder;
    QString m_data;
    QByteArray m_second; ///< the whole second file
    QMap<QString, fault::TableContent> m_undisturbed;
};

QString TestSourceFaults::path(int file) const
{
    return QDir(m_data).filePath(u"orders-%1.csv"_s.arg(file));
}

QByteArray TestSourceFaults::contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

bool TestSourceFaults::write(const QString &path, const QByteArray &content)
{
    QFile::remove(path);
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(content) == content.size();
}

void TestSourceFaults::initTestCase()
{
    m_data = m_folder.filePath(u"orders"_s);
    QVERIFY(QDir().mkpath(m_data));
    testdata::OrderGenerator generator(
        { .seed = 21, .rowsPerFile = 6'000, .dirtyShare = 0.02, .repeatShare = 0.05 });
    for (int index = 1; index <= 3; ++index)
        QVERIFY(write(path(index), QByteArray::fromStdString(generator.file())));
    m_second = contentOf(path(2));
    const auto command = into(u"undisturbed.sqlite"_s);
    QCOMPARE(command.run().exitCode, 2);
    m_undisturbed = fault::contentOf(command.database);
    QVERIFY(m_undisturbed[u"dropship_purchases"_s].rows > 0);
}

void TestSourceFaults::cleanup()
{
    for (const auto *const variable :
         { "LD_PRELOAD", "DOCKHAND_BAD_PATH", "DOCKHAND_BAD_FROM", "DOCKHAND_BAD_TO" })
        qunsetenv(variable);
    QVERIFY(write(path(2), m_second));
}

fault::ImportCommand TestSourceFaults::into(const QString &database) const
{
    fault::ImportCommand command;
    command.program = QStringLiteral(DOCKHAND_CLI);
    command.database = m_folder.filePath(database);
    command.files = QStringList { path(1), path(2), path(3) };
    command.options = QStringList { u"--memory-limit"_s, u"32M"_s };
    return command;
}

namespace {

/// The counts of a file balance, and its database holds what they say.
bool balances(const QJsonValue &file)
{
    return file[u"read"_s].toInteger()
        == file[u"inserted"_s].toInteger() + file[u"updated"_s].toInteger()
        + file[u"duplicate"_s].toInteger() + file[u"filtered"_s].toInteger()
        + file[u"rejected"_s].toInteger();
}

} // namespace

void TestSourceFaults::badSectorFailsItsFileAlone()
{
    const auto command = into(u"bad-sector.sqlite"_s);
    // Between what a survey looks at, so that it is met in the midst of reading.
    const auto from = m_second.size() * 3 / 10;
    qputenv("LD_PRELOAD", DOCKHAND_FAILING_DISK);
    // The address sanitizer may stand behind it: what it does not see there is passed on to it.
    qputenv("ASAN_OPTIONS", qgetenv("ASAN_OPTIONS") + ":verify_asan_link_order=0");
    qputenv("DOCKHAND_BAD_PATH", QFile::encodeName(path(2)));
    qputenv("DOCKHAND_BAD_FROM", QByteArray::number(from));
    qputenv("DOCKHAND_BAD_TO", QByteArray::number(from + 4096));
    const auto unreadable = command.run();
    QCOMPARE(unreadable.exitCode, 2);
    const auto files = unreadable.report[u"files"_s];
    QVERIFY2(files[1][u"errors"_s][0][u"code"_s].toString() == u"file.unreadable"_s,
             unreadable.errorText.constData());
    QVERIFY(files[1][u"errors"_s][0][u"message"_s].toString().contains(u"Input/output error"_s));
    QVERIFY(balances(files[1]));
    QVERIFY(files[1][u"read"_s].toInteger() > 0);
    QCOMPARE(files[0][u"status"_s].toString(), u"partial"_s);
    QCOMPARE(files[2][u"status"_s].toString(), u"partial"_s);
    cleanup();
    const auto mended = command.run();
    QCOMPARE(mended.exitCode, 2);
    QVERIFY(mended.report[u"files"_s][1][u"resumed_at_record"_s].toInteger() > 0);
    // Its orders come in another order now; only repeated ones of other files may differ.
    const auto content = fault::contentOf(command.database);
    QCOMPARE(content[u"dropship_purchases"_s].rows, m_undisturbed[u"dropship_purchases"_s].rows);
    QCOMPARE(content[u"dropship_purchase_details"_s].rows,
             m_undisturbed[u"dropship_purchase_details"_s].rows);
}

void TestSourceFaults::fileThatShrankIsNoticed()
{
    auto command = into(u"shrank.sqlite"_s);
    // Cut in the middle of a record: its last record is a reject, the file itself is read whole.
    QVERIFY(write(path(2), m_second.left(m_second.size() / 2)));
    const auto cut = command.run();
    QCOMPARE(cut.exitCode, 2);
    QVERIFY(balances(cut.report[u"files"_s][1]));
    QVERIFY(write(path(2), m_second));
    // The whole one is another content: it comes in, and what is in already is a duplicate.
    const auto whole = command.run();
    QVERIFY2(whole.exitCode == 2, whole.errorText.constData());
    const auto file = whole.report[u"files"_s][1];
    QVERIFY(balances(file));
    QVERIFY(file[u"duplicate"_s].toInteger() > 2'000);
    const auto content = fault::contentOf(command.database);
    QCOMPARE(content[u"dropship_purchases"_s].rows, m_undisturbed[u"dropship_purchases"_s].rows);
}

void TestSourceFaults::fileThatIsReplacedIsNotGoneOnWith()
{
    auto command = into(u"replaced.sqlite"_s);
    command.options += QStringList { u"--max-rejects"_s, u"50"_s }; // stops the second in its midst
    const auto stopped = command.run();
    QCOMPARE(stopped.report[u"files"_s][1][u"errors"_s][0][u"code"_s].toString(),
             u"file.too_many_rejects"_s);
    auto other = m_second;
    other.replace("Shopee", "SHOPEE");
    QVERIFY(other != m_second);
    QVERIFY(write(path(2), other));
    const auto replaced = into(u"replaced.sqlite"_s).run();
    QCOMPARE(replaced.report[u"files"_s][1][u"errors"_s][0][u"code"_s].toString(),
             u"file.changed_since_import"_s);
    QCOMPARE(replaced.report[u"files"_s][1][u"inserted"_s].toInteger(), 0);
    // Started over by choice.
    auto again = into(u"replaced.sqlite"_s);
    again.options += u"--no-resume"_s;
    const auto over = again.run();
    QVERIFY2(over.report[u"files"_s][1][u"status"_s].toString() == u"partial"_s,
             over.errorText.constData());
    QCOMPARE(fault::contentOf(again.database)[u"dropship_purchases"_s].rows,
             m_undisturbed[u"dropship_purchases"_s].rows);
}

void TestSourceFaults::fileThatGrewGoesOnBehindWhatIsIn()
{
    auto command = into(u"grew.sqlite"_s);
    command.options += QStringList { u"--max-rejects"_s, u"50"_s };
    QVERIFY(command.run().exitCode != 0);
    QVERIFY(write(path(2), m_second + m_second.mid(m_second.lastIndexOf('\n', -2) + 1)));
    const auto grown = into(u"grew.sqlite"_s).run();
    const auto file = grown.report[u"files"_s][1];
    QVERIFY2(file[u"status"_s].toString() == u"partial"_s, grown.errorText.constData());
    QVERIFY(file[u"resumed_at_record"_s].toInteger() > 0);
    QVERIFY(balances(file));
}

void TestSourceFaults::pipeIsRefusedAndNotWaitedFor()
{
    const auto pipe = m_folder.filePath(u"pipe.csv"_s);
    QCOMPARE(::mkfifo(QFile::encodeName(pipe).constData(), 0600), 0);
    auto command = into(u"pipe.sqlite"_s);
    command.files = QStringList { path(1), pipe };
    const auto result = command.runAndKill(60'000);
    QVERIFY(!result.wasKilled);
    QCOMPARE(result.exitCode, 2);
    QVERIFY(
        result.report[u"files"_s][1][u"errors"_s][0][u"code"_s].toString().startsWith(u"file."_s));
}

QTEST_GUILESS_MAIN(TestSourceFaults)
#include "tst_source_faults.moc"
