-- Whether another request shares a file is asked for each that is forgotten, and chats' addresses of requests that have ended every ten minutes: both read the whole table.
CREATE INDEX generations_input_image ON generations (input_image_key) WHERE input_image_key IS NOT NULL;
CREATE INDEX generations_second_image ON generations (second_image_key) WHERE second_image_key IS NOT NULL;
CREATE INDEX generations_third_image ON generations (third_image_key) WHERE third_image_key IS NOT NULL;
CREATE INDEX generations_reference_urls ON generations (finished_at) WHERE reference_url IS NOT NULL OR second_reference_url IS NOT NULL;
