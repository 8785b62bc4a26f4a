package io.hooklatch.recipe;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Numbers as ECMAScript writes them (ECMA-262, section 6.1.6.1.20), which RFC 8785 asks for. */
final class EcmaNumber {
    private EcmaNumber() {}

    /**
     * The text of the double that a JSON number stands for.
     *
     * @throws NumberFormatException when it is beyond the range of a double
     */
    static String of(String json) {
        double number = Double.parseDouble(json);
        if (Double.isInfinite(number)) {
            throw new NumberFormatException("beyond the range of a double");
        }
        if (number == 0) {
            return "0";
        }
        return (number < 0 ? "-" : "") + written(shortest(Math.abs(number)));
    }

    /** The decimal number with the fewest digits that reads as this one; older JDKs give one digit too many at times. */
    private static BigDecimal shortest(double number) {
        BigDecimal best = new BigDecimal(Double.toString(number)).stripTrailingZeros();
        while (best.precision() > 1) {
            BigDecimal down = rounded(best, RoundingMode.DOWN);
            BigDecimal up = rounded(best, RoundingMode.UP);
            boolean downFits = down.doubleValue() == number;
            boolean upFits = up.doubleValue() == number;
            if (!downFits && !upFits) {
                break;
            }
            best = (downFits && upFits ? nearer(down, up, number) : downFits ? down : up).stripTrailingZeros();
        }
        return best;
    }

    private static BigDecimal rounded(BigDecimal number, RoundingMode mode) {
        return number.round(new MathContext(number.precision() - 1, mode));
    }

    private static BigDecimal nearer(BigDecimal down, BigDecimal up, double number) {
        BigDecimal exact = new BigDecimal(number);
        return exact.subtract(down).compareTo(up.subtract(exact)) <= 0 ? down : up;
    }

    private static String written(BigDecimal number) {
        String digits = number.unscaledValue().toString();
        int point = digits.length() - number.scale();
        if (point > 21 || point <= -6) {
            String rest = digits.length() > 1 ? "." + digits.substring(1) : "";
            int exponent = point - 1;
            return digits.charAt(0) + rest + "e" + (exponent < 0 ? "-" : "+") + Math.abs(exponent);
        }
        if (point <= 0) {
            return "0." + "0".repeat(-point) + digits;
        }
        return point >= digits.length()
                ? digits + "0".repeat(point - digits.length())
                : digits.substring(0, point) + "." + digits.substring(point);
    }
}
