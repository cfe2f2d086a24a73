using Atom.OAuth.Analyzers.Text;

namespace Atom.OAuth.Analyzers.Callbacks;

/// <summary>Names that identify checks of the state without effect. Every entry has a test.</summary>
internal static class IdleCheckWords
{
    /// <summary>The class whose assertions are omitted from release builds.</summary>
    public const string Debug = "Debug";

    /// <summary>Data for the view, or for the next request.</summary>
    public static readonly WordTable ViewData = new(WordMatch.Whole, StringComparison.Ordinal, "ViewBag", "ViewData", "TempData");

    /// <summary>Calls that throw if an argument is invalid.</summary>
    public static readonly NameTable Throwing = new(
        "Throw", "^Ensure", "^Require", "^Demand", "Unprotect", "Decrypt", "^Single $", "^First $", "^Validate Token $", "^Validate And", "Guard", "Assert");

    /// <summary>Names by which a method reports an invalid state without returning a result: in the response or as model errors.</summary>
    public static readonly WordTable Tells = new(WordMatch.Whole, StringComparison.Ordinal, "Response", "ModelState", "AddModelError", "Abort");

    /// <summary>Calls that send the browser to an address.</summary>
    public static readonly NameTable Redirects = new("^Redirect", "^Local Redirect");

    /// <summary>Calls that remove something, and succeed if it does not exist.</summary>
    public static readonly NameTable Removals = new("^Remove", "^Delete", "^Clear", "^Append $");

    /// <summary>Tests for an empty string.</summary>
    public static readonly WordTable TestsForEmpty = new(WordMatch.Whole, StringComparison.Ordinal, "IsNullOrEmpty", "IsNullOrWhiteSpace");

    /// <summary>Members that return a size.</summary>
    public static readonly WordTable Sizes = new(WordMatch.Whole, StringComparison.Ordinal, "Length", "Count");

    /// <summary>The member that tells whether there is a value.</summary>
    public const string HasValue = "HasValue";

    /// <summary>The attribute of parameters that must not be omitted.</summary>
    public const string Required = "Required";

    /// <summary>General exception types.</summary>
    public static readonly WordTable AnyException = new(WordMatch.Whole, StringComparison.Ordinal, "Exception", "SystemException");

    /// <summary>Thrown if a string was not protected by this application.</summary>
    public const string CryptographicException = "CryptographicException";
}
