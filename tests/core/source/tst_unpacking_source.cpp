// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/system_info.h"
#include "core/source/byte_source.h"
#include "core/source/content_hash.h"
#include "core/source/csv_reader.h"
#include "core/source/raw_sample.h"
#include "core/source/sniffer.h"
#include "core/source/unpacking_source.h"
#include "tests/data/packing.h"

#include <QFile>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>

using namespace dockhand;
using namespace dockhand::source;
using namespace Qt::StringLiterals;

Q_DECLARE_METATYPE(Compression)

class TestUnpackingSource final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void formatIsToldByItsFirstBytes();
    void suffixesGo();
    void textArrivesUnpacked_data() { addFormats(); }
    void textArrivesUnpacked();
    void everyPieceSizeReadsTheSame_data() { addFormats(); }
    void everyPieceSizeReadsTheSame();
    void membersAreReadOneBehindTheOther_data() { addFormats(); }
    void membersAreReadOneBehindTheOther();
    void nothingInItIsAnEmptyText_data() { addFormats(); }
    void nothingInItIsAnEmptyText();
    void otherEncodingsAreDecoded_data() { addFormats(); }
    void otherEncodingsAreDecoded();
    void placesCountTheTextAndItsMark_data() { addFormats(); }
    void placesCountTheTextAndItsMark();
    void consumedBytesArePackedOnes_data() { addFormats(); }
    void consumedBytesArePackedOnes();
    void everyCutIsTold_data() { addFormats(); }
    void everyCutIsTold();
    void cutInALaterMemberIsTold_data() { addFormats(); }
    void cutInALaterMemberIsTold();
    void anyFlippedBitIsTold_data() { addFormats(); }
    void anyFlippedBitIsTold();
    void paddingIsPassedOver_data();
    void paddingIsPassedOver();
    void whatStandsBehindIsTold_data();
    void whatStandsBehindIsTold();
    void largeWindowsAreRefused();
    void windowsUpToTheLimitAreRead();
    void aBombTakesNoMemory();
    void framesToBeSkippedAreSkipped();
    void contentIsThatOfThePlainFile_data() { addFormats(); }
    void contentIsThatOfThePlainFile();
    void changeWhileReadingIsTold();
    void sampleIsUnpacked_data() { addFormats(); }
    void sampleIsUnpacked();
    void sampleKnowsHowMuchItShrank_data() { addFormats(); }
    void sampleKnowsHowMuchItShrank();
    void damageInTheSampleIsTold_data() { addFormats(); }
    void damageInTheSampleIsTold();
    void archivesInsideAreTold();

private:
    static void addFormats();
    QString fileWith(const QByteArray &bytes);

    QTemporaryDir m_dir;
};

namespace {

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr std::int64_t kMostBombBytes = 288 << 20; // what is freed stays in a quarantine of 256 MiB
#else
constexpr std::int64_t kMostBombBytes = 4 << 20;
#endif

const auto kFormats
    = { Compression::Gzip, Compression::Bzip2, Compression::Xz, Compression::Zstandard };

Result<QByteArray> readAll(const QString &path, Encoding encoding = Encoding::Utf8,
                           std::size_t piece = 1 << 16)
{
    auto source = openByteSource(path, encoding);
    if (!source)
        return failure(source.error());
    QByteArray all;
    QByteArray buffer(static_cast<qsizetype>(piece), Qt::Uninitialized);
    while (true) {
        const auto got = (*source)->read({ buffer.data(), piece });
        if (!got)
            return failure(got.error());
        if (*got == 0)
            return all;
        all.append(buffer.constData(), static_cast<qsizetype>(*got));
    }
}

/// Lines of figures that shrink to about a third.
QByteArray table(int rows)
{
    QRandomGenerator random(7);
    QByteArray text("id,name,amount\n");
    for (int row = 1; row <= rows; ++row)
        text += QByteArray::number(row) + ",name of this one,"
            + QByteArray::number(random.bounded(1'000'000)) + '\n';
    return text;
}

ErrorCode errorOf(const Result<QByteArray> &read)
{
    return read ? ErrorCode::InternalError : read.error().code;
}

} // namespace

void TestUnpackingSource::addFormats()
{
    QTest::addColumn<Compression>("format");
    QTest::newRow("gzip") << Compression::Gzip;
    QTest::newRow("bzip2") << Compression::Bzip2;
    QTest::newRow("xz") << Compression::Xz;
    QTest::newRow("zstd") << Compression::Zstandard;
}

QString TestUnpackingSource::fileWith(const QByteArray &bytes)
{
    const auto path = m_dir.filePath(u"file"_s);
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("cannot write %s", qPrintable(path));
    return path;
}

void TestUnpackingSource::formatIsToldByItsFirstBytes()
{
    for (const auto format : kFormats) {
        const auto bytes = testdata::packed(format, "a,b\n1,2\n");
        QCOMPARE(compressionOf({ bytes.constData(), kCompressionSignature }), format);
    }
    QCOMPARE(compressionOf(""), Compression::None);
    QCOMPARE(compressionOf("BZh,name,price\n1,2,3\n"), Compression::None);
    QCOMPARE(compressionOf("(1),name"), Compression::None);
    QCOMPARE(compressionOf("P,name\n"), Compression::None);
    QCOMPARE(compressionOf("PK\x03\x04zip archive"), Compression::None);
}

void TestUnpackingSource::suffixesGo()
{
    QCOMPARE(withoutCompressionSuffix(u"orders.csv.gz"_s), u"orders.csv"_s);
    QCOMPARE(withoutCompressionSuffix(u"orders.csv.ZST"_s), u"orders.csv"_s);
    QCOMPARE(withoutCompressionSuffix(u"orders.csv"_s), u"orders.csv"_s);
    QCOMPARE(withoutCompressionSuffix(u".gz"_s), u".gz"_s);
    QCOMPARE(withoutCompressionSuffix(u"gz"_s), u"gz"_s);
}

void TestUnpackingSource::textArrivesUnpacked()
{
    QFETCH(Compression, format);
    const auto text = table(50'000);
    const auto read = readAll(fileWith(testdata::packed(format, text)));
    QVERIFY2(read, read ? "" : qPrintable(errorText(read.error())));
    QVERIFY(*read == text);
}

void TestUnpackingSource::everyPieceSizeReadsTheSame()
{
    QFETCH(Compression, format);
    const auto text = "\xEF\xBB\xBF" + table(500);
    const auto path = fileWith(testdata::packed(format, text));
    for (const std::size_t piece : { 1, 2, 3, 7, 64, 1000, 4096 }) {
        const auto read = readAll(path, Encoding::Utf8, piece);
        QVERIFY(read);
        QVERIFY(*read == text.mid(3));
    }
}

void TestUnpackingSource::membersAreReadOneBehindTheOther()
{
    QFETCH(Compression, format);
    const auto text = table(20'000);
    QByteArray bytes;
    for (qsizetype at = 0; at < text.size(); at += 40'000)
        bytes += testdata::packed(format, text.mid(at, 40'000));
    bytes += testdata::packed(format, {});
    const auto read = readAll(fileWith(bytes));
    QVERIFY2(read, read ? "" : qPrintable(errorText(read.error())));
    QVERIFY(*read == text);
}

void TestUnpackingSource::nothingInItIsAnEmptyText()
{
    QFETCH(Compression, format);
    const auto path = fileWith(testdata::packed(format, {}));
    const auto read = readAll(path);
    QVERIFY(read);
    QCOMPARE(*read, QByteArray());
    const auto sniff = sniffFile(path);
    QVERIFY(!sniff);
    QCOMPARE(sniff.error().code, ErrorCode::FileEmpty);
}

void TestUnpackingSource::otherEncodingsAreDecoded()
{
    QFETCH(Compression, format);
    const QByteArray utf16("\xFF\xFE"
                           "a\0,\0\xE9\0\n\0",
                           10);
    auto read = readAll(fileWith(testdata::packed(format, utf16)), Encoding::Utf16Le, 3);
    QVERIFY(read);
    QCOMPARE(*read, QByteArray("a,\xC3\xA9\n"));
    read = readAll(fileWith(testdata::packed(format, "a,\xE9\n")), Encoding::Windows1252);
    QVERIFY(read);
    QCOMPARE(*read, QByteArray("a,\xC3\xA9\n"));
}

void TestUnpackingSource::placesCountTheTextAndItsMark()
{
    QFETCH(Compression, format);
    auto input = openByteSource(fileWith(testdata::packed(format, "\xEF\xBB\xBFid\n11\n")),
                                Encoding::Utf8);
    QVERIFY(input);
    QCOMPARE((*input)->leadBytes(), 3);
    CsvReader reader(*std::move(input), {});
    QVERIFY(reader.readHeader());
    RecordBlock block;
    QVERIFY(reader.next(block).value_or(false));
    QCOMPARE(block.records.size(), std::size_t { 1 });
    QCOMPARE(block.firstByte, 3); // of the stream, behind "id\n"
    QCOMPARE(block.leadBytes, 3);
}

void TestUnpackingSource::consumedBytesArePackedOnes()
{
    QFETCH(Compression, format);
    const auto bytes = testdata::packed(format, table(60'000));
    auto source = openByteSource(fileWith(bytes), Encoding::Utf8);
    QVERIFY(source);
    QCOMPARE((*source)->sizeBytes(), bytes.size());
    QByteArray buffer(1 << 16, Qt::Uninitialized);
    std::int64_t last = 0;
    int steps = 0;
    while (true) {
        const auto got = (*source)->read({ buffer.data(), 1 << 16 });
        QVERIFY(got);
        const auto consumed = (*source)->consumedBytes();
        QVERIFY(consumed >= last && consumed <= bytes.size());
        steps += consumed > last ? 1 : 0;
        last = consumed;
        if (*got == 0)
            break;
    }
    QCOMPARE(last, bytes.size());
    QVERIFY2(steps > 1, qPrintable(QString::number(steps)));
}

void TestUnpackingSource::everyCutIsTold()
{
    QFETCH(Compression, format);
    const auto text = table(30);
    const auto bytes = testdata::packed(format, text);
    for (qsizetype size = kCompressionSignature; size < bytes.size(); ++size) {
        const auto read = readAll(fileWith(bytes.first(size)));
        QVERIFY2(!read, qPrintable(QString::number(size)));
        QCOMPARE(read.error().code, ErrorCode::FileDamaged);
        QCOMPARE(read.error().place.byte, size + 1);
        QVERIFY(read.error().arguments.value(0).contains(u"too early"_s));
    }
}

void TestUnpackingSource::cutInALaterMemberIsTold()
{
    QFETCH(Compression, format);
    const auto first = testdata::packed(format, table(30));
    const auto bytes = first + testdata::packed(format, table(20));
    for (auto size = first.size() + 1; size < bytes.size(); ++size)
        QCOMPARE(errorOf(readAll(fileWith(bytes.first(size)))), ErrorCode::FileDamaged);
}

// Also where the format itself can be read on: gzip finds out by the sum at its end.
void TestUnpackingSource::anyFlippedBitIsTold()
{
    QFETCH(Compression, format);
    const auto text = table(40);
    const auto bytes = testdata::packed(format, text);
    for (qsizetype at = 0; at < bytes.size(); ++at) {
        auto damaged = bytes;
        damaged[at] = static_cast<char>(damaged[at] ^ (1 << (at % 8)));
        const auto read = readAll(fileWith(damaged));
        if (!read)
            QVERIFY(read.error().code == ErrorCode::FileDamaged
                    || read.error().code == ErrorCode::FileNeedsTooMuchMemory);
        else if (compressionOf({ damaged.constData(), kCompressionSignature }) == format)
            QVERIFY2(*read == text, qPrintable(QString::number(at))); // a time or a name
    }
}

void TestUnpackingSource::paddingIsPassedOver_data()
{
    QTest::addColumn<Compression>("format");
    QTest::addColumn<int>("zeros");
    for (const int zeros : { 1, 3, 512, 300'000 })
        QTest::addRow("gzip, %d", zeros) << Compression::Gzip << zeros;
    for (const int zeros : { 4, 8, 512, 300'000 })
        QTest::addRow("xz, %d", zeros) << Compression::Xz << zeros;
}

void TestUnpackingSource::paddingIsPassedOver()
{
    QFETCH(Compression, format);
    QFETCH(int, zeros);
    const auto text = table(300);
    const QByteArray padding(zeros, '\0');
    const auto member = testdata::packed(format, text);
    for (const std::size_t piece : { std::size_t { 1 }, std::size_t { 1 } << 16 }) {
        auto read = readAll(fileWith(member + padding), Encoding::Utf8, piece);
        QVERIFY2(read, read ? "" : qPrintable(errorText(read.error())));
        QCOMPARE(*read, text);
        if (format != Compression::Xz)
            continue;
        read = readAll(fileWith(member + padding + member + padding), Encoding::Utf8, piece);
        QVERIFY2(read, read ? "" : qPrintable(errorText(read.error())));
        QCOMPARE(*read, text + text);
    }
}

void TestUnpackingSource::whatStandsBehindIsTold_data()
{
    QTest::addColumn<Compression>("format");
    QTest::addColumn<QByteArray>("rest");
    for (const auto format : kFormats) {
        const auto add = [format](const char *what, const QByteArray &rest) {
            QTest::addRow("format %d, %s", static_cast<int>(format), what) << format << rest;
        };
        add("a byte", "x");
        add("text", "4,more records,12\n5,another,13\n");
        const QByteArray zeros(512, '\0');
        if (format == Compression::Bzip2 || format == Compression::Zstandard)
            add("zeros", zeros);
        if (format != Compression::Xz)
            add("zeros and another member", zeros + testdata::packed(format, "a,b\n"));
        else
            add("zeros, not four each", zeros + '\0');
        add("zeros and text", zeros + "4,more records,12\n");
        add("a begin", testdata::packed(format, "a").first(2));
        for (const auto other : kFormats) {
            if (other != format)
                add("another format", testdata::packed(other, "a,b\n"));
        }
    }
}

void TestUnpackingSource::whatStandsBehindIsTold()
{
    QFETCH(Compression, format);
    QFETCH(QByteArray, rest);
    const auto bytes = testdata::packed(format, table(300));
    const auto read = readAll(fileWith(bytes + rest));
    QVERIFY(!read);
    QCOMPARE(read.error().code, ErrorCode::FileDamaged);
    // Padding, where the format has it, ends before what is wrong.
    qsizetype padding = 0;
    while ((format == Compression::Gzip || format == Compression::Xz) && padding < rest.size()
           && rest[padding] == '\0')
        ++padding;
    QCOMPARE(read.error().place.byte, bytes.size() + padding + 1);
    QVERIFY(read.error().arguments.value(0).contains(u"no part of it stands behind"_s));
    QVERIFY(errorText(read.error()).contains(u"added to it"_s));
}

void TestUnpackingSource::largeWindowsAreRefused()
{
    const auto path = fileWith(testdata::packedWithWindow(table(1000), 27));
    QCOMPARE(errorOf(readAll(path)), ErrorCode::FileNeedsTooMuchMemory);
    const auto sniff = sniffFile(path);
    QVERIFY(!sniff);
    QCOMPARE(sniff.error().code, ErrorCode::FileNeedsTooMuchMemory);
}

void TestUnpackingSource::windowsUpToTheLimitAreRead()
{
    const auto text = table(1000);
    const auto path = fileWith(testdata::packedWithWindow(text, 26));
    const auto read = readAll(path);
    QVERIFY(read);
    QVERIFY(*read == text);
    const auto sniff = sniffFile(path);
    QVERIFY(sniff);
    QVERIFY(sniff->unpackingMemory >= Decompressor::kLargestWindow);
    QVERIFY(sniff->unpackingMemory < Decompressor::kLargestWindow + (4 << 20));
}

void TestUnpackingSource::aBombTakesNoMemory()
{
    const QByteArray line("0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0\n");
    const auto piece = line.repeated(1'000'000);
    const auto member = testdata::packed(Compression::Gzip, piece);
    const auto path = fileWith(member.repeated(16)); // half a GiB in some hundred KiB
    auto source = openByteSource(path, Encoding::Utf8);
    QVERIFY(source);
    QByteArray buffer(1 << 16, Qt::Uninitialized);
    const auto before = residentBytes();
    std::int64_t bytes = 0;
    std::int64_t most = 0;
    while (true) {
        const auto got = (*source)->read({ buffer.data(), 1 << 16 });
        QVERIFY(got);
        if (*got == 0)
            break;
        bytes += static_cast<std::int64_t>(*got);
        most = std::max(most, residentBytes());
    }
    QCOMPARE(bytes, 16 * piece.size());
    QVERIFY2(most - before < kMostBombBytes, qPrintable(QString::number(most - before)));
}

void TestUnpackingSource::framesToBeSkippedAreSkipped()
{
    const QByteArray skipped("\x5A\x2A\x4D\x18\x03\0\0\0abc", 11);
    const auto text = table(30);
    const auto frame = testdata::packed(Compression::Zstandard, text);
    const auto read = readAll(fileWith(skipped + frame + skipped));
    QVERIFY2(read, read ? "" : qPrintable(errorText(read.error())));
    QVERIFY(*read == text);
}

void TestUnpackingSource::contentIsThatOfThePlainFile()
{
    QFETCH(Compression, format);
    const auto text = table(5000);
    const auto always = [] { return true; };
    const auto plain = contentOf(fileWith(text), Encoding::Utf8, always);
    const auto packed = contentOf(fileWith(testdata::packed(format, text)), Encoding::Utf8, always);
    QVERIFY(plain && packed);
    QCOMPARE(plain->bytes, text.size());
    QVERIFY(*plain == *packed);
}

void TestUnpackingSource::changeWhileReadingIsTold()
{
    const auto bytes = testdata::packed(Compression::Gzip, table(100'000));
    const auto path = fileWith(bytes);
    auto source = openByteSource(path, Encoding::Utf8);
    QVERIFY(source);
    QByteArray buffer(1 << 16, Qt::Uninitialized);
    QVERIFY((*source)->read({ buffer.data(), 1 << 16 }));
    QVERIFY(QFile::resize(path, bytes.size() / 2));
    Result<std::size_t> got = 1;
    while (got && *got > 0)
        got = (*source)->read({ buffer.data(), 1 << 16 });
    QVERIFY(!got);
    QCOMPARE(got.error().code, ErrorCode::FileChangedWhileReading);
}

void TestUnpackingSource::sampleIsUnpacked()
{
    QFETCH(Compression, format);
    for (const int rows : { 3, 40'000 }) {
        const auto text = table(rows);
        const auto plain
            = sniffFile(fileWith(text.first(std::min<qsizetype>(text.size(), 1 << 20))));
        const auto packed = sniffFile(fileWith(testdata::packed(format, text)));
        QVERIFY(plain && packed);
        QCOMPARE(packed->compression, format);
        QVERIFY(packed->dialect == plain->dialect);
        QVERIFY(packed->header == plain->header);
        QVERIFY(packed->sample == plain->sample);
        QCOMPARE(packed->sampleBytes, plain->sampleBytes);
    }
}

void TestUnpackingSource::sampleKnowsHowMuchItShrank()
{
    QFETCH(Compression, format);
    for (const int rows : { 1000, 30'000, 100'000 }) {
        const auto text = table(rows);
        const auto bytes = testdata::packed(format, text);
        const auto sniff = sniffFile(fileWith(bytes));
        QVERIFY(sniff);
        const auto told = static_cast<double>(bytes.size()) / sniff->packedPerByte;
        const auto ratio = told / static_cast<double>(text.size());
        QVERIFY2(ratio > 0.85 && ratio < 1.15, qPrintable(QString::number(ratio)));
        if (rows == 1000)
            QCOMPARE(std::llround(told), text.size());
    }
}

void TestUnpackingSource::damageInTheSampleIsTold()
{
    QFETCH(Compression, format);
    const auto bytes = testdata::packed(format, table(1000));
    const auto sniff = sniffFile(fileWith(bytes.first(bytes.size() - 1)));
    QVERIFY(!sniff);
    QCOMPARE(sniff.error().code, ErrorCode::FileDamaged);
}

void TestUnpackingSource::archivesInsideAreTold()
{
    QByteArray tar(1024, '\0');
    tar.replace(0, 10, "orders.csv");
    tar.replace(257, 5, "ustar");
    tar += table(100);
    for (const auto &[bytes, name] :
         { std::pair { tar, u"tar archive"_s },
           std::pair { QByteArray("PK\x03\x04 zip"), u"ZIP archive"_s },
           std::pair { testdata::packed(Compression::Gzip, "a,b\n"), u"compressed file"_s } }) {
        const auto sniff = sniffFile(fileWith(testdata::packed(Compression::Gzip, bytes)));
        QVERIFY(!sniff);
        QCOMPARE(sniff.error().code, ErrorCode::FileUnsupportedFormat);
        QCOMPARE(sniff.error().arguments.value(0), name + u" inside this compressed file"_s);
        QVERIFY(errorText(sniff.error()).contains(u"unpacked first"_s));
    }
}

QTEST_APPLESS_MAIN(TestUnpackingSource)
#include "tst_unpacking_source.moc"
