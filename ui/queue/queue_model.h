// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/format.h"
#include "ui/queue/queue_row.h"

#include <QAbstractTableModel>
#include <QHash>

#include <array>
#include <cstdint>
#include <span>
#include <vector>

namespace dockhand::ui {

/// The files of the queue as a table. Holds its rows by value; whoever knows something new hands it
/// over. A progress tick changes what changed and tells views in one signal per contiguous block.
class QueueModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum class Column : std::uint8_t {
        State,
        File,
        Profile,
        Records,
        Progress,
        Rate,
        TimeLeft,
        Inserted,
        Duplicate,
        Rejected,
        Position,
        Size,
        Updated,
        Filtered,
        Message,
    };
    static constexpr int kColumns = 15;

    /// Beside Qt's own roles.
    enum Role : int {
        IconRole = Qt::UserRole + 1, ///< name in resources/icons
        IconToneRole,                ///< Tone of icon and bar, as int
        ToneRole,                    ///< Tone of the text, as int
        StrongRole,                  ///< bool: weight 600
        ReasonRole,                  ///< short text behind the file name
        ShareRole,                   ///< double 0..1; -1: none
        SpinningRole,                ///< bool: work is going on
        SortRole,
        IdRole,
        GroupRole, ///< StateGroup as int
        PathRole,
    };

    explicit QueueModel(QObject *parent = nullptr);

    void setFormat(const Format &format);
    [[nodiscard]] const Format &format() const { return m_format; }

    void append(std::vector<QueueRow> rows);
    void remove(std::span<const std::int64_t> ids);
    /// `order` names every row once.
    void reorder(std::span<const std::int64_t> order);
    /// Replaces rows of the same ids.
    void update(std::span<const QueueRow> rows);
    void apply(std::span<const RowProgress> snapshot);

    [[nodiscard]] const std::vector<QueueRow> &rows() const { return m_rows; }
    [[nodiscard]] const QueueRow *find(std::int64_t id) const;
    [[nodiscard]] int rowOf(std::int64_t id) const; ///< -1: not here
    [[nodiscard]] int countOf(StateGroup group) const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role) const override;

Q_SIGNALS:
    /// How many files each group has changed.
    void countsChanged();

private:
    [[nodiscard]] QVariant text(const QueueRow &row, int position, Column column) const;
    [[nodiscard]] QVariant sortValue(const QueueRow &row, int position, Column column) const;
    [[nodiscard]] QString toolTip(const QueueRow &row, Column column) const;
    [[nodiscard]] QString spoken(const QueueRow &row, int position, Column column) const;
    void tellChanged(const std::vector<int> &rows);
    void recount();
    void rebuildIndex();

    Format m_format;
    std::vector<QueueRow> m_rows;
    QHash<std::int64_t, int> m_rowOfId;
    std::array<int, kStateGroups> m_counts {};
};

/// Numbers stand right in these.
[[nodiscard]] bool isNumeric(QueueModel::Column column);
/// Columns whose values do not move while a run goes on.
[[nodiscard]] bool isSteady(QueueModel::Column column);

} // namespace dockhand::ui
