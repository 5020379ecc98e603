// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ledger/ledger_records.h"
#include "ui/errors/reject_job.h"
#include "ui/format.h"
#include "ui/theme/theme_colors.h"

#include <QAbstractTableModel>
#include <QSet>

#include <cstdint>
#include <vector>

namespace dockhand::ui {

/// One issue of a rejected record as the Errors table shows it.
struct ErrorRow
{
    std::int64_t rejectId = 0;   ///< of the form that is to be corrected
    std::int64_t resolvedBy = 0; ///< the run that brought it in; 0: none yet
    bool isRejectedAgain = false;
    QString file; ///< name without folders
    QString path;
    std::int64_t record = 0;
    std::int64_t line = 0;
    QString column;
    QString value;
    QString reason;
    QString fix;
    QString code;
};

/// Issues of rejected records, page by page: asks for more when a view comes near the end.
class ErrorModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum class Column : std::uint8_t { File, Record, Line, Field, Value, Reason, Code, State };
    static constexpr int kColumns = 8;

    /// Beside Qt's own roles: the stable id of the error's kind.
    static constexpr int kCodeRole = Qt::UserRole + 100; ///< behind those of QueueModel
    static constexpr int kRejectRole = kCodeRole + 1; ///< id of the reject to be corrected; 0: in
    static constexpr int kPlaceRole = kCodeRole + 2;  ///< "orders.csv, record 5"

    explicit ErrorModel(const Format &format, QObject *parent = nullptr);

    void clear();
    void append(const std::vector<RejectEntry> &rejects);
    /// Rejects that somebody has corrected, but that are not in yet.
    void setCorrected(const QSet<std::int64_t> &rejectIds);
    /// There are pages behind the last one.
    void setMoreAvailable(bool available);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role) const override;
    [[nodiscard]] bool canFetchMore(const QModelIndex &parent) const override;
    void fetchMore(const QModelIndex &parent) override;

Q_SIGNALS:
    void moreWanted();

private:
    [[nodiscard]] QString text(const ErrorRow &row, Column column) const;
    [[nodiscard]] QString stateText(const ErrorRow &row) const;
    [[nodiscard]] QString stateIcon(const ErrorRow &row) const;
    [[nodiscard]] Tone toneOf(const ErrorRow &row, Column column) const;

    Format m_format;
    std::vector<ErrorRow> m_rows;
    QSet<std::int64_t> m_corrected;
    bool m_moreAvailable = false;
};

} // namespace dockhand::ui
