// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fault/losing_disk.h"

#include <QFile>
#include <QSet>
#include <QTemporaryDir>
#include <QTest>

#include <sys/wait.h>
#include <unistd.h>

#include <functional>

using namespace Qt::StringLiterals;
using namespace dockhand;
using fault::LosingDisk;
using fault::LossPlan;

/// What is left of files when the power goes, over many losses: all that the rules allow, and
/// nothing else. Files begin with kOld, which is durable.
class TestLosingDisk final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void syncedBytesStay();
    void unsyncedBytesComeInPartOrNotAtAll();
    void bytesBesideAreSpoiledOnlyBySectors();
    void truncationMayNotHaveCome();
    void madeFileMayBeMissing();
    void removedFileMayBeBack();
    void nothingIsDurableOnADiskThatLies();

private:
    using Work = std::function<void(LosingDisk &, LosingDisk::File &)>;
    /// Every content that the file was seen with after a loss; null: it was not there.
    QSet<QByteArray> outcomes(const Work &work, LossPlan plan = {}, bool isNew = false) const;
    [[nodiscard]] QString path() const { return m_folder.filePath(u"file"_s); }

    QTemporaryDir m_folder;
};

namespace {

const QByteArray kOld(1024, 'o');
const QByteArray kNew(1024, 'n');

void put(LosingDisk &disk, LosingDisk::File &file, const QByteArray &bytes, qint64 offset)
{
    disk.write(file, { bytes.data(), static_cast<std::size_t>(bytes.size()) }, offset);
    QCOMPARE(pwrite(file.descriptor, bytes.data(), static_cast<std::size_t>(bytes.size()), offset),
             bytes.size());
}

} // namespace

QSet<QByteArray> TestLosingDisk::outcomes(const Work &work, LossPlan plan, bool isNew) const
{
    QSet<QByteArray> seen;
    for (plan.seed = 1; plan.seed <= 60; ++plan.seed) {
        QFile file(path());
        if (!file.open(QIODevice::WriteOnly) || file.write(kOld) != kOld.size())
            return {};
        file.close();
        const auto child = fork();
        if (child == 0) {
            LosingDisk disk(plan, [] {});
            work(disk, *disk.open(path().toStdString(), isNew));
            disk.lose();
        }
        int status = 0;
        if (waitpid(child, &status, 0) != child || WEXITSTATUS(status) != fault::kLossExit)
            return {};
        seen.insert(file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray());
    }
    return seen;
}

void TestLosingDisk::syncedBytesStay()
{
    const auto seen = outcomes([](LosingDisk &disk, LosingDisk::File &file) {
        put(disk, file, kNew, 0);
        disk.sync(file);
    });
    QCOMPARE(seen, QSet<QByteArray> { kNew });
}

void TestLosingDisk::unsyncedBytesComeInPartOrNotAtAll()
{
    const auto seen
        = outcomes([](LosingDisk &disk, LosingDisk::File &file) { put(disk, file, kNew, 512); });
    QVERIFY(seen.contains(kOld));
    QVERIFY(seen.contains(kOld.first(512) + kNew)); // longer than it was
    QVERIFY(seen.size() > 4);                       // torn ones and garbage
    for (const auto &content : seen)
        QVERIFY(content.startsWith(kOld.first(512)));
}

void TestLosingDisk::bytesBesideAreSpoiledOnlyBySectors()
{
    const auto change = [](LosingDisk &disk, LosingDisk::File &file) { put(disk, file, "n", 100); };
    const auto isBesideSpoiled
        = [](const QByteArray &content) { return content.first(100) != kOld.first(100); };
    const auto careful = outcomes(change);
    QVERIFY(!careful.isEmpty());
    QVERIFY(std::none_of(careful.begin(), careful.end(), isBesideSpoiled));
    const auto rough = outcomes(change, { .spoilsSectors = true });
    QVERIFY(std::any_of(rough.begin(), rough.end(), isBesideSpoiled));
    QVERIFY(rough.contains(kOld));
}

void TestLosingDisk::truncationMayNotHaveCome()
{
    const auto seen = outcomes([](LosingDisk &disk, LosingDisk::File &file) {
        disk.truncate(file, 10);
        QCOMPARE(ftruncate(file.descriptor, 10), 0);
    });
    QCOMPARE(seen, (QSet<QByteArray> { kOld, kOld.first(10) }));
}

void TestLosingDisk::madeFileMayBeMissing()
{
    const auto seen = outcomes([](LosingDisk &, LosingDisk::File &) {}, {}, true);
    QCOMPARE(seen, (QSet<QByteArray> { kOld, QByteArray() }));
    const auto synced = outcomes(
        [](LosingDisk &disk, LosingDisk::File &file) { disk.syncFolderOf(file.path); }, {}, true);
    QCOMPARE(synced, QSet<QByteArray> { kOld });
}

void TestLosingDisk::removedFileMayBeBack()
{
    const auto remove = [](LosingDisk &disk, LosingDisk::File &file) {
        disk.remove(file.path);
        unlink(file.path.c_str());
    };
    QCOMPARE(outcomes(remove), (QSet<QByteArray> { kOld, QByteArray() }));
    const auto synced = outcomes([&](LosingDisk &disk, LosingDisk::File &file) {
        remove(disk, file);
        disk.syncFolderOf(file.path);
    });
    QCOMPARE(synced, QSet<QByteArray> { QByteArray() });
}

void TestLosingDisk::nothingIsDurableOnADiskThatLies()
{
    const auto seen = outcomes(
        [](LosingDisk &disk, LosingDisk::File &file) {
            put(disk, file, kNew, 0);
            disk.sync(file);
        },
        { .ignoresSync = true });
    QVERIFY(seen.contains(kOld));
}

QTEST_GUILESS_MAIN(TestLosingDisk)
#include "tst_losing_disk.moc"
