// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/source/content_hash.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace dockhand;
using namespace dockhand::source;
using namespace Qt::StringLiterals;

class TestContentHash final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void hashIsXxh3();
    void hashDoesNotDependOnPieces();
    void hasherGoesOnBehindADigest();
    void resetBeginsAnew();
    void movedHasherKeepsItsState();
    void byteOrderMarkAndEncodingDoNotCount();
    void fingerprintSeesSizeHeadAndTail();
    void fingerprintOfShortFileSeesAllBytes();
    void wrongPathsAreTold();

private:
    QString fileWith(const QByteArray &bytes);

    QTemporaryDir m_dir;
};

QString TestContentHash::fileWith(const QByteArray &bytes)
{
    const auto path = m_dir.filePath(u"file"_s);
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("cannot write %s", qPrintable(path));
    return path;
}

// The ledger keeps hashes: they must stay the same from version to version.
void TestContentHash::hashIsXxh3()
{
    ContentHasher hasher;
    QCOMPARE(hasher.digest().toHex(), QByteArray("99aa06d3014798d86001c324468d497f"));
    hasher.update("dockhand");
    QCOMPARE(hasher.digest().toHex(), QByteArray("57f0236233f7f462640f1c7902e2a839"));
}

void TestContentHash::hashDoesNotDependOnPieces()
{
    const std::string text(10'000, 'x');
    ContentHasher whole;
    whole.update(text);
    ContentHasher pieces;
    for (std::size_t at = 0; at < text.size(); at += 7)
        pieces.update(std::string_view(text).substr(at, 7));
    QCOMPARE(pieces.digest(), whole.digest());
}

void TestContentHash::hasherGoesOnBehindADigest()
{
    ContentHasher first;
    first.update("a");
    const auto a = first.digest();
    first.update("b");
    ContentHasher second;
    second.update("ab");
    QCOMPARE(first.digest(), second.digest());
    QVERIFY(a != first.digest());
}

void TestContentHash::resetBeginsAnew()
{
    ContentHasher hasher;
    const auto empty = hasher.digest();
    hasher.update("a");
    QVERIFY(hasher.digest() != empty);
    hasher.reset();
    QCOMPARE(hasher.digest(), empty);
}

void TestContentHash::movedHasherKeepsItsState()
{
    ContentHasher hasher;
    hasher.update("a");
    const auto a = hasher.digest();
    const ContentHasher moved = std::move(hasher);
    QCOMPARE(moved.digest(), a);
}

void TestContentHash::byteOrderMarkAndEncodingDoNotCount()
{
    const auto plain = contentHash(fileWith("a\xC3\xA9"), Encoding::Utf8);
    QVERIFY(plain);
    QCOMPARE(contentHash(fileWith("\xEF\xBB\xBF"
                                  "a\xC3\xA9"),
                         Encoding::Utf8),
             plain);
    const QByteArray utf16("\xFF\xFE"
                           "a\0\xE9\0",
                           6);
    QCOMPARE(contentHash(fileWith(utf16), Encoding::Utf16Le), plain);
    QCOMPARE(contentHash(fileWith("a\xE9"), Encoding::Windows1252), plain);
    QVERIFY(contentHash(fileWith("a\xC3\xA8"), Encoding::Utf8) != plain);
}

void TestContentHash::fingerprintSeesSizeHeadAndTail()
{
    const QByteArray bytes(300'000, 'x');
    const auto first = quickFingerprint(fileWith(bytes));
    QVERIFY(first);
    QCOMPARE(first->size(), 16);
    for (const qsizetype at : { 0, 65'535, 299'999, 300'000 - 65'536 }) {
        auto other = bytes;
        other[at] = 'y';
        QVERIFY(quickFingerprint(fileWith(other)) != first);
    }
    QVERIFY(quickFingerprint(fileWith(bytes + "x")) != first);
    auto sameEnds = bytes;
    sameEnds[150'000] = 'y';
    QCOMPARE(quickFingerprint(fileWith(sameEnds)), first);
}

void TestContentHash::fingerprintOfShortFileSeesAllBytes()
{
    for (const qsizetype size : { 1, 1000, 65'536, 65'537, 100'000, 131'072 }) {
        const QByteArray bytes(size, 'x');
        const auto first = quickFingerprint(fileWith(bytes));
        for (const auto at : { qsizetype { 0 }, size / 2, size - 1 }) {
            auto other = bytes;
            other[at] = 'y';
            QVERIFY(quickFingerprint(fileWith(other)) != first);
        }
    }
}

void TestContentHash::wrongPathsAreTold()
{
    const auto missing = m_dir.filePath(u"none"_s);
    QCOMPARE(quickFingerprint(missing).error().code, ErrorCode::FileNotFound);
    QCOMPARE(contentHash(missing, Encoding::Utf8).error().code, ErrorCode::FileNotFound);
    QCOMPARE(quickFingerprint(m_dir.path()).error().code, ErrorCode::FileIsDirectory);
}

QTEST_GUILESS_MAIN(TestContentHash)
#include "tst_content_hash.moc"
