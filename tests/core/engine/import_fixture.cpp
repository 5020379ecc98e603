// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/engine/import_fixture.h"

#include "core/profile/import_profile.h"

#include <QDeadlineTimer>
#include <QEventLoop>
#include <QFile>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QThread>

namespace dockhand::test {

ImportFixture::ImportFixture() = default;

QString ImportFixture::write(const QString &name, const QByteArray &content)
{
    const auto target = path(name);
    QFile file(target);
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
        qFatal("cannot write the test's file");
    return target;
}

QByteArray ImportFixture::header()
{
    return "No,Waktu Pesanan Terbuat,Status Pesanan Terakhir,Kode Pesanan,Kode Transaksi,SKU,Nama "
           "Produk,Harga Produk,Qty,"
           "Total Harga Produk,Biaya Lainnya,Biaya Mitra Jakmall,Total Transaksi,Harga Produk "
           "Channel,"
           "Total Harga Produk Channel,Potensi Keuntungan,Dibuat Oleh,Jenis Channel,Nama Toko,Kode "
           "Invoice Channel,"
           "Gudang Pengiriman,Jenis Ekspedisi,Cashless,Nomor Resi,Waktu Pengiriman,Provinsi,Kota\n";
}

QByteArray ImportFixture::record(int number, const QString &order, const QString &sku,
                                 const QString &qty)
{
    return QStringLiteral("%1,\"02 January 2026, 15:04:05\",Pesanan selesai,%2,TRX-%2,%3,\"Botol, "
                          "500 ml\",15000,%4,"
                          "15000,0,1150,16150,19000.50,19000.50,2850.50,rani@example.test,Shopee,"
                          "Toko Rani,'INV%2,"
                          "Gudang A,JNE Reguler,Ya,RESI%2,,Jawa Barat,Kota Bekasi\n")
        .arg(number)
        .arg(order, sku, qty)
        .toUtf8();
}

QString ImportFixture::writeOrders(const QString &name,
                                   const QList<std::tuple<QString, QString, QString>> &records)
{
    QByteArray content = header();
    int number = 0;
    for (const auto &[order, sku, qty] : records)
        content += record(++number, order, sku, qty);
    return write(name, content);
}

engine::ImportOptions ImportFixture::options() const
{
    engine::ImportOptions options;
    options.target = *target::parseTargetAddress(QStringLiteral("sqlite:") + databasePath());
    options.plan.concurrency.value = 2;
    return options;
}

std::vector<advisor::FileSurvey>
ImportFixture::surveys(const QStringList &paths, const QString &profileId, const QString &tableName)
{
    advisor::SurveyOptions options;
    options.profileId = profileId;
    options.tableName = tableName;
    for (auto &profile : profile::loadProfiles({}))
        options.profiles.push_back(
            std::make_shared<const profile::ImportProfile>(std::move(profile)));
    std::vector<advisor::FileSurvey> out;
    for (const auto &path : paths)
        out.push_back(advisor::surveyFile(path, options));
    return out;
}

engine::RunResult ImportFixture::import(const QStringList &paths,
                                        const std::function<void(engine::ImportOptions &)> &adjust,
                                        const std::function<void(engine::ImportRun &)> &during)
{
    auto wanted = options();
    if (adjust)
        adjust(wanted);
    engine::ImportRun run(surveys(paths, {}, tableName), wanted);
    QEventLoop loop;
    QObject::connect(&run, &engine::ImportRun::finished, &loop, &QEventLoop::quit);
    run.start();
    if (during)
        during(run);
    loop.exec();
    return run.result();
}

QString ImportFixture::query(const QString &sql) const
{
    const auto name = QStringLiteral("fixture");
    QString out;
    {
        auto database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), name);
        database.setDatabaseName(databasePath());
        if (!database.open())
            qFatal("cannot open the test's database");
        QSqlQuery rows(database);
        if (!rows.exec(sql))
            qFatal("%s", qPrintable(sql));
        while (rows.next()) {
            QStringList cells;
            for (int i = 0; rows.value(i).isValid(); ++i)
                cells << rows.value(i).toString();
            out += cells.join(u'|') + u'\n';
        }
        database.close();
    }
    QSqlDatabase::removeDatabase(name);
    return out;
}

QString ImportFixture::dump() const
{
    return query(QStringLiteral("SELECT * FROM dropship_purchases ORDER BY kode_pesanan"))
        + query(QStringLiteral(
            "SELECT * FROM dropship_purchase_details ORDER BY kode_pesanan, sku, item_no"))
        + query(QStringLiteral("SELECT file_id, record_number, line_number, byte_offset, "
                               "issues_json, hex(raw_record) FROM "
                               "dockhand_reject ORDER BY file_id, record_number"))
        + query(QStringLiteral("SELECT id, records_read, records_inserted, records_updated, "
                               "records_duplicate, records_filtered, records_rejected, mark_record "
                               "FROM dockhand_file WHERE state <> 'skipped' ORDER BY id"));
}

void cancelAfter(engine::ImportRun &run, std::int64_t committed)
{
    const QDeadlineTimer patience(60'000);
    while (!patience.hasExpired()) {
        const auto progress = run.board().progress();
        if (progress.filesFinal == progress.files)
            return;
        if (progress.committed > committed) {
            run.cancel();
            return;
        }
        QThread::yieldCurrentThread();
    }
}

} // namespace dockhand::test
