// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/source/byte_source.h"
#include "core/source/encoding.h"
#include "core/source/text_decoder.h"

#include <QDateTime>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace dockhand;
using namespace dockhand::source;
using namespace Qt::StringLiterals;

class TestByteSource final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void encodingNamesComeBack_data();
    void encodingNamesComeBack();
    void usualSpellingsAreKnown_data();
    void usualSpellingsAreKnown();

    void textArrivesAsUtf8_data();
    void textArrivesAsUtf8();
    void everySplitDecodesTheSame_data();
    void everySplitDecodesTheSame();
    void everyPieceSizeReadsTheSame_data();
    void everyPieceSizeReadsTheSame();

    void consumedBytesReachTheSize_data();
    void consumedBytesReachTheSize();
    void wrongPathsAreTold();
#ifdef Q_OS_LINUX
    void readErrorTellsTheReason();
#endif
    void changeWhileReadingIsTold_data();
    void changeWhileReadingIsTold();
    void removedFileIsReadWhole();

private:
    QString fileWith(const QByteArray &bytes, const QString &name = u"file"_s);

    QTemporaryDir m_dir;
};

namespace {

Result<QByteArray> readAll(ByteSource &source, std::size_t piece = 1 << 20)
{
    QByteArray all;
    QByteArray buffer(static_cast<qsizetype>(piece), Qt::Uninitialized);
    while (true) {
        const auto got = source.read({ buffer.data(), piece });
        if (!got)
            return failure(got.error());
        if (*got == 0)
            return all;
        all.append(buffer.constData(), static_cast<qsizetype>(*got));
    }
}

void addTexts()
{
    QTest::addColumn<QString>("encoding");
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("text");
    const auto row = [](const char *name, const char *encoding, const QByteArray &bytes,
                        const QByteArray &text) {
        QTest::newRow(name) << QString::fromLatin1(encoding) << bytes << text;
    };
    row("UTF-8", "UTF-8", "a\xC3\xA9", "a\xC3\xA9");
    row("UTF-8 with mark", "UTF-8",
        "\xEF\xBB\xBF"
        "a",
        "a");
    row("second mark stays", "UTF-8",
        "\xEF\xBB\xBF\xEF\xBB\xBF"
        "a",
        "\xEF\xBB\xBF"
        "a");
    row("mark only", "UTF-8", "\xEF\xBB\xBF", "");
    row("cut mark", "UTF-8", "\xEF\xBB", "\xEF\xBB");
    row("empty", "UTF-8", "", "");
    row("UTF-16LE with mark", "UTF-16LE",
        QByteArray("\xFF\xFE"
                   "a\0\xE9\0\xAC\x20",
                   8),
        "a\xC3\xA9\xE2\x82\xAC");
    row("UTF-16BE with mark", "UTF-16BE", QByteArray("\xFE\xFF\0a\0\xE9", 6), "a\xC3\xA9");
    row("UTF-16LE without mark", "UTF-16LE", QByteArray("a\0b\0", 4), "ab");
    row("surrogates", "UTF-16LE", QByteArray("\x3D\xD8\0\xDE", 4), "\xF0\x9F\x98\x80");
    row("lone high surrogate", "UTF-16BE", QByteArray("\xD8\x3D\0a", 4),
        "\xFF"
        "a");
    row("lone low surrogate", "UTF-16BE", QByteArray("\xDE\0\0a", 4),
        "\xFF"
        "a");
    row("two high surrogates", "UTF-16BE", QByteArray("\xD8\x3D\xD8\x3D\xDE\0", 6),
        "\xFF\xF0\x9F\x98\x80");
    row("high surrogate at the end", "UTF-16LE", QByteArray("a\0\x3D\xD8", 4), "a\xFF");
    row("half a unit at the end", "UTF-16LE", QByteArray("a\0b", 3), "a\xFF");
    row("windows-1252", "windows-1252", "\x80 \xE9 \x99", "\xE2\x82\xAC \xC3\xA9 \xE2\x84\xA2");
    row("windows-1252 not assigned", "windows-1252", "a\x81z", "a\xFFz");
    row("Latin-1", "ISO-8859-1", "\x80\xE9", "\xC2\x80\xC3\xA9");
}

} // namespace

QString TestByteSource::fileWith(const QByteArray &bytes, const QString &name)
{
    const auto path = m_dir.filePath(name);
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("cannot write %s", qPrintable(path));
    return path;
}

void TestByteSource::encodingNamesComeBack_data()
{
    QTest::addColumn<int>("encoding");
    for (int i = 0; i <= static_cast<int>(Encoding::Latin1); ++i)
        QTest::newRow(qPrintable(encodingName(static_cast<Encoding>(i)))) << i;
}

void TestByteSource::encodingNamesComeBack()
{
    QFETCH(const int, encoding);
    const auto value = static_cast<Encoding>(encoding);
    QVERIFY(encodingFromName(encodingName(value)) == value);
}

void TestByteSource::usualSpellingsAreKnown_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("encoding");
    QTest::newRow("utf8") << u"utf8"_s << u"UTF-8"_s;
    QTest::newRow("utf_16_be") << u"utf_16_be"_s << u"UTF-16BE"_s;
    QTest::newRow("UTF-16") << u"UTF-16"_s << u"UTF-16LE"_s;
    QTest::newRow("CP1252") << u"CP1252"_s << u"windows-1252"_s;
    QTest::newRow("latin-1") << u"latin-1"_s << u"ISO-8859-1"_s;
    QTest::newRow("unknown") << u"koi8-r"_s << QString();
    QTest::newRow("empty") << QString() << QString();
}

void TestByteSource::usualSpellingsAreKnown()
{
    QFETCH(const QString, name);
    QFETCH(const QString, encoding);
    const auto found = encodingFromName(name);
    QCOMPARE(found ? encodingName(*found) : QString(), encoding);
}

void TestByteSource::textArrivesAsUtf8_data()
{
    addTexts();
}

void TestByteSource::textArrivesAsUtf8()
{
    QFETCH(const QString, encoding);
    QFETCH(const QByteArray, bytes);
    QFETCH(const QByteArray, text);
    const auto source = openByteSource(fileWith(bytes), *encodingFromName(encoding));
    QVERIFY(source);
    QCOMPARE(readAll(**source), Result<QByteArray>(text));
}

void TestByteSource::everySplitDecodesTheSame_data()
{
    addTexts();
}

void TestByteSource::everySplitDecodesTheSame()
{
    QFETCH(const QString, encoding);
    QFETCH(QByteArray, bytes);
    QFETCH(const QByteArray, text);
    const auto code = *encodingFromName(encoding);
    bytes.remove(0, static_cast<qsizetype>(byteOrderMarkLength(bytes.toStdString(), code)));
    const std::string all = bytes.toStdString();
    for (std::size_t split = 0; split <= all.size(); ++split) {
        TextDecoder decoder(code);
        ByteBuffer decoded;
        decoder.decode(std::string_view(all).substr(0, split), false, decoded);
        decoder.decode(std::string_view(all).substr(split), true, decoded);
        QCOMPARE(QByteArray::fromStdString(std::string(decoded.view())), text);
    }
}

void TestByteSource::everyPieceSizeReadsTheSame_data()
{
    addTexts();
}

void TestByteSource::everyPieceSizeReadsTheSame()
{
    QFETCH(const QString, encoding);
    QFETCH(const QByteArray, bytes);
    QFETCH(const QByteArray, text);
    for (std::size_t piece = 1; piece < 9; ++piece) {
        const auto source = openByteSource(fileWith(bytes), *encodingFromName(encoding));
        QVERIFY(source);
        QCOMPARE(readAll(**source, piece), Result<QByteArray>(text));
    }
}

void TestByteSource::consumedBytesReachTheSize_data()
{
    QTest::addColumn<QString>("encoding");
    QTest::newRow("UTF-8") << u"UTF-8"_s;
    QTest::newRow("windows-1252") << u"windows-1252"_s;
}

void TestByteSource::consumedBytesReachTheSize()
{
    QFETCH(const QString, encoding);
    const auto path = fileWith(QByteArray(3'000'000, 'x'));
    const auto source = openByteSource(path, *encodingFromName(encoding));
    QVERIFY(source);
    QCOMPARE((*source)->sizeBytes(), 3'000'000);
    QCOMPARE((*source)->consumedBytes(), 0);
    QCOMPARE(readAll(**source)->size(), 3'000'000);
    QCOMPARE((*source)->consumedBytes(), 3'000'000);
}

void TestByteSource::wrongPathsAreTold()
{
    const auto missing = openByteSource(m_dir.filePath(u"none"_s), Encoding::Utf8);
    QVERIFY(!missing);
    QCOMPARE(missing.error().code, ErrorCode::FileNotFound);
    QCOMPARE(missing.error().place.file, m_dir.filePath(u"none"_s));
    const auto folder = openByteSource(m_dir.path(), Encoding::Utf8);
    QVERIFY(!folder);
    QCOMPARE(folder.error().code, ErrorCode::FileIsDirectory);
}

#ifdef Q_OS_LINUX
// The first page of a process is never mapped, so this file opens but cannot be read.
void TestByteSource::readErrorTellsTheReason()
{
    const auto source = openByteSource(u"/proc/self/mem"_s, Encoding::Utf8);
    QVERIFY(!source);
    QCOMPARE(source.error().code, ErrorCode::FileUnreadable);
    QVERIFY(!source.error().arguments.value(0).isEmpty());
}
#endif

void TestByteSource::changeWhileReadingIsTold_data()
{
    QTest::addColumn<QString>("change");
    QTest::addColumn<QString>("encoding");
    for (const auto *change : { "shrinks", "grows", "is touched", "is replaced" }) {
        QTest::newRow(change) << QString::fromLatin1(change) << u"UTF-8"_s;
        QTest::addRow("%s, decoded", change) << QString::fromLatin1(change) << u"windows-1252"_s;
    }
}

void TestByteSource::changeWhileReadingIsTold()
{
    QFETCH(const QString, change);
    QFETCH(const QString, encoding);
    const auto path = fileWith(QByteArray(1'000'000, 'x'));
    const auto source = openByteSource(path, *encodingFromName(encoding));
    QVERIFY(source);
    QByteArray some(1000, Qt::Uninitialized);
    QVERIFY((*source)->read({ some.data(), 1000 }));

    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadWrite));
    if (change == "shrinks"_L1) {
        QVERIFY(file.resize(500'000));
    } else if (change == "grows"_L1) {
        QVERIFY(file.seek(1'000'000) && file.write("more") == 4);
    } else if (change == "is touched"_L1) {
        const auto then = QDateTime::currentDateTime().addSecs(-3600);
        QVERIFY(file.setFileTime(then, QFileDevice::FileModificationTime));
    } else {
        const auto other = fileWith(QByteArray(999, 'y'), u"other"_s);
        QVERIFY(QFile::remove(path) && QFile::rename(other, path));
    }
    file.close();

    const auto rest = readAll(**source);
    QVERIFY(!rest);
    QCOMPARE(rest.error().code, ErrorCode::FileChangedWhileReading);
}

void TestByteSource::removedFileIsReadWhole()
{
    const auto path = fileWith("a,b\n");
    const auto source = openByteSource(path, Encoding::Utf8);
    QVERIFY(source);
    QVERIFY(QFile::remove(path));
    QCOMPARE(readAll(**source), Result<QByteArray>("a,b\n"));
}

QTEST_GUILESS_MAIN(TestByteSource)
#include "tst_byte_source.moc"
