// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/correction.h"

#include <QAbstractTableModel>
#include <QStringList>

#include <string>
#include <vector>

namespace dockhand::ui {

/// The fields of one rejected record, in the order of its file's header: name, value to be
/// corrected, and what is wrong with it. Fields behind the last column follow.
class RecordModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum class Column : std::uint8_t { Name, Value, Issue };
    static constexpr int kColumns = 3;

    using QAbstractTableModel::QAbstractTableModel;

    /// Shows a record with these values instead of its own.
    void show(const engine::RejectedRecord &record, const std::vector<std::string> &fields,
              const std::vector<std::string> &rest);
    void clear();

    /// As they are now; an empty end of what is behind the last column is no field.
    [[nodiscard]] std::vector<std::string> fields() const;
    [[nodiscard]] std::vector<std::string> rest() const;
    [[nodiscard]] bool isChanged() const;
    /// The first field that is wrong; 0: none is.
    [[nodiscard]] int firstBadRow() const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role) override;

Q_SIGNALS:
    void edited();

private:
    struct Field
    {
        QString name;
        std::string value;
        std::string original;
        QString issue; ///< what is wrong with the original; empty: nothing
        QString fix;
    };
    [[nodiscard]] static QString remark(const Field &field);
    [[nodiscard]] QVariant issueData(const Field &field, int role) const;

    std::vector<Field> m_fields;
    std::size_t m_columns = 0; ///< of the header
};

} // namespace dockhand::ui
