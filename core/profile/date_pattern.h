// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace dockhand::profile {

/// A date pattern compiled into a short program, so that reading a value interprets no text.
///
/// Tokens as in QDateTime's formats: `d dd M MM MMM MMMM yyyy H HH mm ss`; text in '…' and every
/// other character but letters stands for itself. One-letter tokens take one or two digits,
/// two-letter ones exactly two. MMM and MMMM both take long and short month names, English and
/// Indonesian, in any case. Deviation from QDateTime: years are 0001 to 9999. Where only the
/// month's name has a varying width, every other part is read from its place. Immutable;
/// thread-safe.
class DatePattern final
{
public:
    /// Nothing when `pattern` is not valid: an unknown or repeated token, no complete date, seconds
    /// without minutes without hours, or too long (31 steps).
    [[nodiscard]] static std::optional<DatePattern> compile(const QString &pattern);

    [[nodiscard]] bool hasTime() const { return m_hasTime; }

    /// Microseconds since 1970-01-01T00:00:00, without zone. Nothing when `text` does not fit from
    /// its first to its last byte or names a day or time that does not exist.
    [[nodiscard]] std::optional<std::int64_t> parse(std::string_view text) const;

    /// The same as the bits of a slot; false: nothing, and `bits` is as it was.
    [[nodiscard]] bool read(std::string_view text, std::uint64_t &bits) const;

    static constexpr std::int64_t kMicrosecondsPerDay = 86'400'000'000;

private:
    enum class Op : std::uint8_t {
        Literal, ///< one byte, `argument`
        Day,
        Month,
        MonthName,
        Year,
        Hour,
        Minute,
        Second,
    };
    struct Step
    {
        Op op = Op::Literal;
        std::uint8_t minDigits = 0;
        std::uint8_t maxDigits = 0;
        char literal = 0;
    };
    static constexpr std::size_t kMaxSteps = 31;

    /// The parts of a text, by Op; what a pattern does not have is 0.
    using Parts = std::array<unsigned, 8>;
    /// Where a part of a fixed width stands.
    struct Spot
    {
        std::uint8_t side = 0; ///< 0: counted from the text's begin, 1: from the end of the name
        std::uint8_t at = 0;
        char literal = 0;
    };

    [[nodiscard]] static std::optional<Step> stepFor(QChar letter, int count);
    [[nodiscard]] bool add(Step step);
    [[nodiscard]] bool addLiteral(const QString &text);
    [[nodiscard]] bool isComplete();
    void findSpots();
    [[nodiscard]] bool takeSpots(std::string_view text, Parts &part) const;
    [[nodiscard]] bool takeSteps(std::string_view text, Parts &part) const;
    [[nodiscard]] static bool toMoment(const Parts &part, std::uint64_t &bits);

    std::array<Step, kMaxSteps> m_steps {};
    std::uint8_t m_count = 0;
    bool m_hasTime = false;

    bool m_isFixed = false; ///< the spots say all
    bool m_hasName = false;
    std::array<std::uint8_t, 2> m_sideBytes {}; ///< before and behind the name
    std::uint8_t m_literals = 0;
    std::array<Spot, kMaxSteps> m_literalSpots {};
    std::uint8_t m_numbers = 0;       ///< of two digits
    std::array<Op, 5> m_numberOps {}; ///< Day, Month, Hour, Minute, Second
    std::array<Spot, 5> m_numberSpots {};
    Spot m_yearSpot; ///< four digits
};

} // namespace dockhand::profile
