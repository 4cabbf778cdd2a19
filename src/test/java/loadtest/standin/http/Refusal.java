package loadtest.standin.http;

/** Ends a request with an answer other than the usual one. */
public final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient ApiAnswer answer;

    public Refusal(ApiAnswer answer) {
        super(null, null, false, false);
        this.answer = answer;
    }

    /** With the products' common form of an error. */
    public Refusal(int status, String error) {
        this(ApiAnswer.error(status, error));
    }

    public ApiAnswer answer() {
        return answer;
    }
}
