// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dockhand::testdata {

/// How a row is spoiled. Every kind is rejected by the profile `jakmall-dropship`.
enum class Dirt : std::uint8_t {
    BadQuantity,      ///< the quantity is a word
    BadAmount,        ///< the total has a letter in it
    BadDate,          ///< the order's date does not exist
    MissingOrderCode, ///< the order code is empty
    CutOff,           ///< the row ends after some fields
    ExtraFields,      ///< two fields too many
};

/// What a set of order exports looks like. The same options give the same bytes on every machine.
struct OrderSetOptions
{
    std::uint64_t seed = 1;
    int files = 1;
    std::int64_t rowsPerFile = 1000;
    double dirtyShare = 0;        ///< share of the rows that are spoiled, each in one way of `Dirt`
    double repeatShare = 0;       ///< share of the orders that repeat an earlier order of the set
    std::optional<Dirt> everyRow; ///< every row is spoiled in this way, whatever dirtyShare says
    std::int64_t firstOrder = 0;  ///< number of the first order: sets of one seed whose orders have
                                  ///< different numbers have no key in common
    bool withBom = false;
    bool withCrlf = false;
};

inline constexpr std::array kDirtNames {
    std::string_view("bad_quantity"), std::string_view("bad_amount"),
    std::string_view("bad_date"),     std::string_view("missing_order_code"),
    std::string_view("cut_off"),      std::string_view("extra_fields")
};

/// What an import of the whole set into an empty database must count.
struct ExpectedCounts
{
    std::int64_t files = 0;
    std::int64_t bytes = 0;
    std::int64_t rows = 0;
    std::int64_t orders = 0; ///< different orders with at least one clean row
    std::int64_t items = 0;  ///< different (order, SKU, item number) of clean rows
    std::array<std::int64_t, kDirtNames.size()> dirty {};

    [[nodiscard]] std::int64_t rejected() const;
    [[nodiscard]] std::int64_t duplicates() const { return rows - items - rejected(); }

    /// As the program make_orders writes it to expected.json.
    [[nodiscard]] std::string toJson() const;
};

/// Makes order exports of 27 columns with invented content, one after the other, and knows what an
/// import of them must count.
///
/// An order is a pure function of (seed, number), so a repeat shows the same items again. The rows
/// of an order stand together and never cross a file's end (the last order of a file may lack its
/// last items). Order codes come in no particular order. Rows are spoiled only in orders that hold
/// no SKU twice, and an order is never repeated directly behind itself; so item numbers, and with
/// them the keys, do not depend on what a reader can still read of a spoiled row. Memory: one byte
/// per order made, and one buffer. Threads: one caller at a time.
class OrderGenerator final
{
public:
    /// Takes the next piece of a file, about a megabyte at most.
    using Sink = std::function<void(std::string_view)>;

    explicit OrderGenerator(const OrderSetOptions &options);

    /// The next file of the set, given away in pieces. The set may be continued beyond
    /// `options.files`; the counts grow along.
    void writeFile(const Sink &sink);

    /// The next file of the set as one text.
    [[nodiscard]] std::string file();

    /// The counts of the files made so far.
    [[nodiscard]] ExpectedCounts expected() const;

    [[nodiscard]] static std::string_view header();

private:
    struct Order;

    std::uint64_t nextRandom();
    bool chance(double share);
    [[nodiscard]] Order makeOrder(std::int64_t index) const;
    [[nodiscard]] std::int64_t pickOrder();
    int pickDirt(const Order &order);
    void writeOrder(const Order &order, std::int64_t rowsLeft);
    void writeRow(const Order &order, std::size_t item, int dirt);
    void noteRow(const Order &order, std::size_t item, int dirt);

    OrderSetOptions m_options;
    std::uint64_t m_state;
    ExpectedCounts m_counts;
    std::string m_buffer;
    std::vector<std::uint8_t> m_cleanItems; // per order: one bit for each item seen clean
    std::vector<std::int64_t> m_open;       // orders whose run could still be going on
    std::int64_t m_rowNumber = 0;           // within the file
};

} // namespace dockhand::testdata
